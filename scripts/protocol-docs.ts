// Writes docs/protocol.md from the schemas of packages/protocol. With --check it only compares, and fails when they differ.
import { readFileSync, writeFileSync } from "node:fs";
import * as protocol from "@storydream/protocol";
import { z } from "zod";

interface Schema {
	$ref?: string;
	$defs?: Record<string, Schema>;
	type?: string | string[];
	const?: unknown;
	enum?: unknown[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: Schema | boolean;
	format?: string;
	default?: unknown;
	minimum?: number;
	maximum?: number;
	maxLength?: number;
	maxItems?: number;
}

const file = new URL("../docs/protocol.md", import.meta.url);

/** Schemas that have a section of their own: where one is used elsewhere, its name stands for it. */
const named: [string, z.ZodType][] = Object.entries(protocol).flatMap(([name, value]) =>
	value instanceof z.ZodType && /^[A-Z]/.test(name) ? [[name, value] as [string, z.ZodType]] : [],
);
const registry = z.registry<{ id: string }>();
for (const [name, schema] of named) registry.add(schema, { id: name });
const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#${id}`, unrepresentable: "any" }) as unknown as {
	schemas: Record<string, Schema>;
};

function typeOf(schema: Schema): string {
	if (schema.$ref) return `[${schema.$ref.replace(/^#/, "")}](#${schema.$ref.replace(/^#/, "").toLowerCase()})`;
	if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
	if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(" · ");
	const union = schema.anyOf ?? schema.oneOf;
	if (union) return union.map(typeOf).join(" or ");
	if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items) : "anything"}`;
	if (schema.type === "object" && schema.properties) {
		const optional = new Set(schema.required ?? []);
		return `{ ${Object.entries(schema.properties)
			.map(([name, field]) => `${name}${optional.has(name) ? "" : "?"}: ${typeOf(field)}`)
			.join(", ")} }`;
	}
	if (schema.type === "object")
		return typeof schema.additionalProperties === "object" ? `map of ${typeOf(schema.additionalProperties)}` : "object";
	if (!schema.type) return "anything";
	return Array.isArray(schema.type) ? schema.type.join(" or ") : schema.type;
}

function limits(schema: Schema): string {
	const parts: string[] = [];
	if (schema.maxLength !== undefined) parts.push(`at most ${schema.maxLength} characters`);
	if (schema.maxItems !== undefined) parts.push(`at most ${schema.maxItems}`);
	if (schema.minimum !== undefined && schema.minimum > Number.MIN_SAFE_INTEGER) parts.push(`from ${schema.minimum}`);
	if (schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER) parts.push(`to ${schema.maximum}`);
	if (schema.default !== undefined) parts.push(`default \`${JSON.stringify(schema.default)}\``);
	return parts.join(", ");
}

function table(schema: Schema): string {
	const required = new Set(schema.required ?? []);
	const rows = Object.entries(schema.properties ?? {}).map(
		([name, field]) =>
			`| \`${name}\` | ${typeOf(field).replaceAll("|", "\\|")} | ${required.has(name) ? "yes" : ""} | ${limits(field)} |`,
	);
	return ["| field | type | required | limits |", "|---|---|---|---|", ...rows].join("\n");
}

function section(name: string, schema: Schema): string {
	const union = schema.oneOf ?? schema.anyOf;
	if (union?.every((option) => option.properties?.type)) {
		const parts = union.map((option) => {
			const { type, ...properties } = option.properties ?? {};
			const fields = Object.keys(properties).length > 0 ? table({ ...option, properties }) : "No fields.";
			return `#### \`${String(type?.const)}\`\n\n${fields}`;
		});
		return `### ${name}\n\n${parts.join("\n\n")}`;
	}
	return `### ${name}\n\n${schema.properties ? table(schema) : `${typeOf(schema)}${limits(schema) ? ` (${limits(schema)})` : ""}`}`;
}

const groups: [string, string, string[]][] = [
	[
		"Browser to studio, over the WebSocket",
		"One JSON object a frame at `/ws` (and at `/` for old clients). Unknown fields are ignored; an unknown type is answered by an `error` that names it.",
		["ClientMessage"],
	],
	[
		"Studio to browser, over the WebSocket",
		"Messages with a `seq` are replayed after `session:start {lastSeq}`; `seq` only rises. A run's `started` event resets what a reader holds of that run.",
		["StudioMessage", "AgentEvent"],
	],
	[
		"Page and preview frame",
		"By `postMessage`, between two origins. The page parses everything and checks the origin.",
		["PreviewCommand", "PreviewReport"],
	],
	[
		"REST resources",
		"Described for programs at `/api/openapi.json`.",
		[
			"Project",
			"CreateProject",
			"UpdateProject",
			"Message",
			"Version",
			"VersionDiff",
			"StoryboardState",
			"PutStoryboard",
			"Storyboard",
			"SceneCatalog",
			"FilmCheckState",
			"FilmCheck",
			"CheckFinding",
			"Asset",
			"ExportSettings",
			"Export",
			"Me",
			"Health",
			"Problem",
		],
	],
	[
		"Studio and sandbox",
		"HTTP and one WebSocket on port 3001 of a sandbox, with a bearer token on every request. The paths are listed in `packages/protocol/src/sandbox-messages.ts`.",
		[
			"SandboxHealth",
			"OpenProjectQuery",
			"OpenedProject",
			"StartRun",
			"RunAccepted",
			"EditProject",
			"EditResult",
			"ProjectState",
			"TakePictures",
			"TakenPictures",
			"StartExport",
			"SandboxEvent",
		],
	],
];
const grouped = new Set(groups.flatMap(([, , names]) => names));
groups.push([
	"Parts of the above",
	"",
	Object.keys(schemas)
		.filter((name) => !name.startsWith("_") && !grouped.has(name))
		.sort(),
]);

const errors = Object.entries(protocol.ERRORS).map(([code, { status, hint }]) => `| \`${code}\` | ${status} | ${hint} |`);
const text = [
	"# Protocol",
	"For engineers who write a client of the studio, or change one of its parts: every message and resource, with types and limits.",
	`Made from the schemas in \`packages/protocol\` by \`node scripts/protocol-docs.ts\`; do not edit by hand. Version ${protocol.PROTOCOL_VERSION}.`,
	...groups.flatMap(([title, intro, names]) => [
		`## ${title}`,
		...(intro ? [intro] : []),
		...names.map((name) => {
			const schema = schemas[name];
			if (!schema) throw new Error(`no schema named ${name} in packages/protocol`);
			return section(name, schema);
		}),
	]),
	"## Errors",
	["| code | HTTP status | next step |", "|---|---|---|", ...errors].join("\n"),
].join("\n\n");

if (process.argv.includes("--check")) {
	if (readFileSync(file, "utf8") !== `${text}\n`) {
		console.error("docs/protocol.md differs from the schemas: run `node scripts/protocol-docs.ts`.");
		process.exitCode = 1;
	}
} else {
	writeFileSync(file, `${text}\n`);
}
