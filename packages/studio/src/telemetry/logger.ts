import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import { prettyLine } from "./pretty.ts";

export type Logger = PinoLogger;

/** Fields that may hold a secret, wherever a caller puts them. Their values never reach a log. */
const SECRET_FIELDS = [
	"authorization",
	"cookie",
	'"x-api-key"',
	"apiKey",
	"token",
	"sandboxToken",
	"gatewayToken",
	"previewKey",
	"ANTHROPIC_API_KEY",
];

export interface LoggerOptions {
	level?: string;
	/** For a person at a terminal: short lines, and of the everyday ones none unless `level` asks for more than usual. */
	pretty?: boolean;
	/** Known secrets, cut out of every line wherever they stand. */
	secrets?: string[];
}

/**
 * The studio's log: JSON lines on stderr, so that stdout is left to what the command itself has to say.
 * One id goes through a request, a run and the sandbox: `requestId`, `runId`, `sandbox` as fields of child loggers.
 */
export function createLogger(
	options: LoggerOptions = {},
	destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
	const secrets = (options.secrets ?? []).filter((secret) => secret.length >= 8);
	const asked = options.level ?? "info";
	const level = options.pretty && asked === "info" ? "warn" : asked;
	return pino(
		{
			level,
			redact: { paths: SECRET_FIELDS.flatMap(nested), censor: "[redacted]" },
			hooks: {
				streamWrite(line) {
					const clean = withoutSecrets(line, secrets);
					return options.pretty ? prettyLine(clean) : clean;
				},
			},
		},
		destination,
	);
}

function nested(field: string): string[] {
	if (field.startsWith('"')) return [`[${field}]`, `*[${field}]`, `*.*[${field}]`];
	return [field, `*.${field}`, `*.*.${field}`];
}

/** An error's own text can quote a header or an environment: the known secrets are cut out of the finished line. */
function withoutSecrets(line: string, secrets: string[]): string {
	let clean = line;
	for (const secret of secrets) clean = clean.replaceAll(secret, "[redacted]");
	return clean;
}
