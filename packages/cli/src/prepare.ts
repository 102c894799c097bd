// A process of its own for what needs the sandbox's libraries: its memory is given back when it ends.
const [what, folder] = process.argv.slice(2);
if (what === "seed" && folder) {
	const { buildPreviewSeed } = await import("@storydream/sandbox");
	console.log(await buildPreviewSeed(folder));
} else if (what === "confinement") {
	// Each start of a studio waits for it: a door of its own, so that it loads no bundler and no browser.
	const { testAgentSandbox } = await import("@storydream/sandbox/confinement");
	console.log(JSON.stringify(await testAgentSandbox()));
} else throw new Error("prepare.ts seed <folder> | confinement");
process.exit(0);
