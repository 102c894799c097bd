import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

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

/**
 * The studio's log: JSON lines on stderr, so that stdout is left to what the command itself has to say.
 * One id goes through a request, a run and the sandbox: `requestId`, `runId`, `sandbox` as fields of child loggers.
 */
export function createLogger(
	options: { level?: string; name?: string; secrets?: string[] } = {},
	destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
	const secrets = (options.secrets ?? []).filter((secret) => secret.length >= 8);
	return pino(
		{
			name: options.name ?? "studio",
			level: options.level ?? "info",
			redact: { paths: SECRET_FIELDS.flatMap(nested), censor: "[redacted]" },
			// An error's own text can quote a header or an environment: the known secrets are cut out of the finished line.
			...(secrets.length > 0 ? { hooks: { streamWrite: (line: string) => withoutSecrets(line, secrets) } } : {}),
		},
		destination,
	);
}

function nested(field: string): string[] {
	const step = field.startsWith('"') ? `*[${field}]` : `*.${field}`;
	const own = field.startsWith('"') ? `[${field}]` : field;
	return [own, step, `*.${step}`];
}

function withoutSecrets(line: string, secrets: string[]): string {
	let clean = line;
	for (const secret of secrets) clean = clean.replaceAll(secret, "[redacted]");
	return clean;
}
