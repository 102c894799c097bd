/** The rule on doors between rooms: who may import whom. See docs/architecture.md. */
const rooms =
	"projects|sessions|drivers|kubernetes|records|objects|repositories|exports|models|previews|relay|replicas|access|http|telemetry|transfer|installation|request-body|start";
const tests = "(\\.test\\.tsx?$|\\.contract\\.ts$|/testing/|/contract/)";

/**
 * Files in rooms that see a project which use the file system by itself, each for the host's own files: bundles, caches,
 * archives on their way, folders that are made before a project is in them; `guard` and `bundle` find out where a path
 * leads; `entry` and `builds` ask whether a file is there; `catalog/sources` reads an installed dependency. A new name here needs such a reason.
 */
const ownFiles = [
	"preview/(seed|seed-process|compiled-film|compressed|config|server|guard|entry|builds|glyph-modules)",
	"project/(archive|bundles|loose-objects|opening|project|template|tree|assets)",
	"exports/(bundle|code-bundle|failure|film-bundle|index|keep-newest|machine|render-process|renderer|segmented|tree)",
	"exports/(join/join|plan/film-code|segments/store)",
	"agent/(agent|confinement|guard|options|transcript|type-check|catalog/sources)",
].join("|");

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
		{
			name: "not-found",
			severity: "error",
			from: { pathNot: "^packages/template/" },
			to: { couldNotResolve: true, pathNot: "^(virtual:|vite/types/)" },
		},
		{
			name: "kit-stands-alone",
			comment: "kit imports nothing of ours and no library",
			severity: "error",
			from: { path: "^packages/kit/", pathNot: tests },
			to: { pathNot: ["^packages/kit/", "^node:"], dependencyTypesNot: ["core"] },
		},
		{
			name: "protocol-stands-alone",
			comment: "protocol imports nothing of ours",
			severity: "error",
			from: { path: "^packages/protocol/" },
			to: { path: "^packages/(?!protocol/)" },
		},
		{
			name: "client-speaks-the-protocol",
			comment: "the client imports protocol, and nothing that only Node has: the page uses it too (its tests may start a studio)",
			severity: "error",
			from: { path: "^packages/client/", pathNot: [tests, "/examples/"] },
			to: { path: ["^packages/(?!client/|protocol/)", "^node:"] },
		},
		{
			name: "demo-model-knows-the-protocol-only",
			comment:
				"the demo model imports protocol and the data of the template's looks and music, nothing else of ours (its tests may use the template's schema)",
			severity: "error",
			from: { path: "^packages/demo-model/", pathNot: tests },
			to: { path: "^packages/(?!demo-model/|protocol/|template/src/(?:looks/index|music/(?:tracks|placing|effects))\\.ts$)" },
		},
		{
			name: "demo-model-by-its-door",
			comment: "other packages import the demo model's index.ts",
			severity: "error",
			from: { path: "^(packages/(?!demo-model/)|e2e/|bench/|scripts/)" },
			to: { path: "^packages/demo-model/", pathNot: "^packages/demo-model/src/index\\.ts$" },
		},
		{
			name: "demo-model-reads-before-it-plans",
			comment: "reading imports no plan and no conversation",
			severity: "error",
			from: { path: "^packages/demo-model/src/reading/", pathNot: tests },
			to: { path: "^packages/demo-model/src/(plan|conversation)/" },
		},
		{
			name: "demo-model-plans-before-it-answers",
			comment: "a plan imports no conversation",
			severity: "error",
			from: { path: "^packages/demo-model/src/plan/", pathNot: tests },
			to: { path: "^packages/demo-model/src/conversation/" },
		},
		{
			name: "studio-knows-no-sandbox",
			comment: "studio never imports web, sandbox or template (its tests may run them)",
			severity: "error",
			from: { path: "^packages/studio/", pathNot: tests },
			to: { path: "^packages/(web|sandbox|template|cli)/" },
		},
		{
			name: "sandbox-knows-no-studio",
			severity: "error",
			from: { path: "^packages/sandbox/", pathNot: tests },
			to: { path: "^packages/(web|studio|template|cli)/" },
		},
		{
			name: "web-speaks-the-protocol",
			severity: "error",
			from: { path: "^packages/web/" },
			to: { path: "^packages/(studio|sandbox|template|cli)/" },
		},
		{
			name: "project-files-by-handles",
			comment: "a project's files are opened by packages/sandbox/src/files, which follows no link",
			severity: "error",
			from: {
				path: "^packages/sandbox/src/(preview|project|exports|camera|agent)/",
				pathNot: [tests, `^packages/sandbox/src/(${ownFiles})\\.ts$`],
			},
			to: { path: "^(node:)?fs(/promises)?$" },
		},
		{
			name: "template-stands-alone",
			comment: "a project taken home must not need anything of the studio's",
			severity: "error",
			from: { path: "^packages/template/", pathNot: tests },
			to: { path: "^packages/(?!template/)" },
		},
		{
			name: "enter-by-the-door",
			comment: "a room of the studio is entered by its door: index.ts, or the file named after it",
			severity: "error",
			from: { path: `^packages/studio/src/(${rooms})/`, pathNot: [tests, "^packages/studio/src/installation/stores\\.ts$"] },
			to: {
				path: `^packages/studio/src/(${rooms})/`,
				pathNot: [
					`^packages/studio/src/$1/`,
					`^packages/studio/src/(${rooms})/(index|records|objects|layout|repositories|driver|sessions)\\.ts$`,
				],
			},
		},
		{
			name: "main-enters-by-the-door",
			comment: "what is beside the rooms enters them by their index.ts, or by the file that holds a room's types",
			severity: "error",
			from: { path: "^packages/studio/src/[^/]+\\.ts$", pathNot: [tests, "^packages/studio/src/testing\\.ts$"] },
			to: {
				path: `^packages/studio/src/(${rooms})/`,
				pathNot: `^packages/studio/src/(${rooms})/(index|records|objects|driver)\\.ts$`,
			},
		},
		{
			name: "stores-and-drivers-by-their-door",
			comment: "a store or driver is a folder that is entered by its index.ts",
			severity: "error",
			from: { path: "^packages/studio/src/(.+)/[^/]+$", pathNot: tests },
			to: {
				path: "^packages/studio/src/(?:records|objects|drivers)/(?:sqlite|firestore|disk|gcs|process|docker|kubernetes)/",
				pathNot: ["^packages/studio/src/$1/[^/]+$", "/(index|config)\\.ts$"],
			},
		},
		{
			name: "only-stores-knows-the-stores",
			comment: "which store is in use is decided in installation/stores.ts, which driver in drivers/open.ts",
			severity: "error",
			from: {
				path: "^packages/studio/src/",
				pathNot: ["^packages/studio/src/installation/stores\\.ts$", tests, "^packages/studio/src/(records|objects|drivers)/"],
			},
			to: {
				path: "^packages/studio/src/(records/(sqlite|firestore)|objects/(disk|gcs)|drivers/(process|docker|kubernetes))/",
				pathNot: "/config\\.ts$",
			},
		},
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: "(/dist/|/node_modules/|fixtures/)" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.base.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default", "types"],
			extensions: [".ts", ".tsx", ".js", ".jsx", ".json", ".mjs", ".cjs", ".css"],
		},
	},
};
