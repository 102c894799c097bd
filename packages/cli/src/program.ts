import { spawn } from "node:child_process";
import { EXPORT_CODECS, EXPORT_PRESETS, LOUDNESS, RATIOS, Ratio, StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import type { Config } from "@storydream/studio";
import { Command, InvalidArgumentError, Option } from "commander";
import { codecOf, exportFilm, makeFilm, settingsOfPreset } from "./make.ts";
import { PLACE_HELP, parsePlace } from "./place.ts";
import type { StudioClient } from "./studio-client.ts";
import { exportEachVersion } from "./watch-export.ts";

/** How the studio is configured. Loaded where it is needed, as all of the studio is: a mistyped command is reported at once. */
async function configured(): Promise<Config> {
	const { loadConfig } = await import("@storydream/studio");
	return loadConfig(process.env);
}

/** Gives `work` the studio at `url`, or the one at hand. */
async function withStudio(url: string | undefined, work: (studio: StudioClient) => Promise<void>): Promise<void> {
	const { withStudio: withStudioAtHand } = await import("./studio-at-hand.ts");
	await withStudioAtHand(await configured(), url, work);
}

/** Aborts on the first Ctrl-C, so that what was begun is ended properly; the second ends at once. */
function interruption(): AbortSignal {
	const controller = new AbortController();
	process.once("SIGINT", () => {
		controller.abort();
		process.once("SIGINT", () => process.exit(130));
	});
	return controller.signal;
}

function parseRatio(value: string): Ratio {
	const ratio = Ratio.safeParse(value);
	if (ratio.success) return ratio.data;
	throw new InvalidArgumentError(`one of ${RATIOS.join(", ")}.`);
}

function parseSeconds(value: string): number {
	const seconds = Number(value.replace(/s$/, ""));
	if (seconds >= 1 && seconds <= 3600) return seconds;
	throw new InvalidArgumentError("seconds, from 1 to 3600.");
}

function openFile(file: string): void {
	const opener = process.platform === "darwin" ? "open" : "xdg-open";
	// A machine without a desktop has no opener; the film is there all the same.
	spawn(opener, [file], { detached: true, stdio: "ignore" })
		.on("error", () => undefined)
		.unref();
}

const program = new Command("storydream").description("Describe a film, watch it take shape, export it.");

/** Endings of what can be exported. */
const ENDINGS = EXPORT_CODECS.map((codec) => `.${codec}`).join(", ");

program
	.command("serve")
	.description("start the studio (what `npm start` does)")
	.action(async () => {
		const { serve } = await import("./serve.ts");
		await serve(await configured());
	});

program
	.command("make")
	.description("make a film from a description, without a browser")
	.argument("<prompt>", "what the film is about")
	.option("-o, --output <file>", "film to write: .mp4, .webm, .mov or .gif", "film.mp4")
	.option("--duration <seconds>", "length of the film", parseSeconds)
	.option("--ratio <ratio>", RATIOS.join(", "), parseRatio)
	.option("--open", "show the film when it is done")
	.option("--studio <url>", "use the studio that runs there")
	.action(
		async (prompt: string, options: { output: string; duration?: number; ratio?: Ratio; open?: boolean; studio?: string }) => {
			codecOf(options.output);
			await withStudio(options.studio, (studio) => makeFilm(studio, prompt, options, console.log, interruption()));
			if (options.open) openFile(options.output);
		},
	);

program
	.command("plan")
	.description("show how a description is read and which film comes of it without a key; starts nothing")
	.argument("<prompt>", "what the film is about")
	.option("--duration <seconds>", "length of the film", parseSeconds)
	.option("--ratio <ratio>", RATIOS.join(", "), parseRatio)
	.option("--json", "print the brief and the storyboard as JSON")
	.action(async (prompt: string, options: { duration?: number; ratio?: Ratio; json?: boolean }) => {
		const { dryRun, planLines } = await import("./plan.ts");
		const plan = dryRun(prompt, options);
		console.log(options.json ? JSON.stringify(plan, null, 2) : planLines(plan).join("\n"));
	});

program
	.command("export")
	.description("export a project's film")
	.argument("<project>", "id of the project, as in its address")
	.option("-o, --output <file>", `what to write, by its ending: ${ENDINGS} (.png: one frame)`)
	.option("--preset <name>", `settings for a place: ${EXPORT_PRESETS.map(({ id }) => id).join(", ")}`)
	.option("--scale <factor>", "of the film's own size, 0.1 to 2; default: 1, and a GIF about 480 pixels wide", Number)
	.addOption(new Option("--loudness <lufs>", "of the whole film, or off: as it is mixed; default: -16").choices(LOUDNESS))
	.option("--frames <from-to>", "first and last frame, such as 30-90")
	.option("--watch", "export again after each version, until Ctrl-C")
	.option("--studio <url>", "use the studio that runs there")
	.action(async (projectId: string, options: ExportOptions) => {
		const frames = options.frames ? /^(\d+)(?:-(\d+))?$/.exec(options.frames) : null;
		if (options.frames && !frames)
			throw new StoryDreamError("bad_request", `“${options.frames}” is no range of frames.`, { hint: "Write it as 30-90." });
		const range = frames ? { from: Number(frames[1]), to: Number(frames[2] ?? frames[1]) } : undefined;
		const scale = options.scale === undefined ? {} : { scale: options.scale };
		const { loudness } = options;
		const codec = options.output === undefined ? undefined : codecOf(options.output);
		await withStudio(options.studio, async (studio) => {
			const preset = options.preset && (await settingsOfPreset(studio, projectId, options.preset, console.log));
			const settings = { ...preset, ...(codec && { codec }), ...scale, ...(loudness && { loudness }), ...(range && { range }) };
			const output = options.output ?? `film.${settings.codec ?? "mp4"}`;
			const signal = interruption();
			const exportNow = () => exportFilm(studio, projectId, settings, output, console.log, signal);
			if (!options.watch) return exportNow();
			const followVersions = (onVersion: () => void) => studio.followVersions(projectId, onVersion);
			await exportEachVersion({ followVersions, exportNow, print: console.log }, signal);
		});
	});

interface ExportOptions {
	output?: string;
	preset?: string;
	watch?: boolean;
	scale?: number;
	loudness?: (typeof LOUDNESS)[number];
	frames?: string;
	studio?: string;
}

const parseNames = (value: string): string[] => value.split(",").map((name) => name.trim());

function parseNumber(value: string): number {
	const number = Number(value);
	if (Number.isFinite(number) && value.trim() !== "") return number;
	throw new InvalidArgumentError("a number.");
}

program
	.command("gallery")
	.description("draw every scene in each layout and look, as pictures in one HTML file")
	.option("-o, --output <file>", "file to write", "gallery.html")
	.option("--scene <names>", "names of scenes, or all", parseNames, ["all"])
	.option("--look <names>", "names of looks, or all", parseNames, ["all"])
	.option("--layout <names>", "names of layouts, all, or auto for the one that each scene chooses", parseNames, ["all"])
	.option("--ratio <ratios>", `${RATIOS.join(", ")}, or all`, parseNames, ["16:9"])
	.option("--frame <number>", "which frame of each scene; from its end where negative", parseNumber, 60)
	.option("--width <pixels>", "of a picture", parseNumber, 320)
	.option("--minutes <number>", "after which what is drawn by then is written", parseNumber, 20)
	.option("--open", "show it when it is done")
	.addHelpText(
		"after",
		"\nAll scenes and looks in one ratio are about 2,500 pictures and some minutes; in all ratios five times as many.",
	)
	.action(async ({ scene, look, layout, ratio, open, ...options }) => {
		const { makeGallery } = await import("./gallery/gallery.ts");
		const signal = interruption();
		const wanted = { ...options, scenes: scene, looks: look, layouts: layout, ratios: ratio };
		try {
			if (!(await makeGallery(wanted, console.log, signal))) process.exitCode = 1;
			if (open) openFile(options.output);
		} catch (error) {
			if (!signal.aborted) throw error;
			console.error("Stopped: no file was written.");
			process.exitCode = 130;
		}
	});

program
	.command("check")
	.description("check a film: whether everything requested is shown, and whether all of it can be read")
	.argument("<film>", "id of a project, as in its address, or an exported file: .mp4 or .webm")
	.option("--json", "print the result as JSON")
	.option("--studio <url>", "use the studio that runs there")
	.addHelpText("after", "\nEnds with 1 when something requested is missing or a fault was found.")
	.action(async (film: string, options: { json?: boolean; studio?: string }) => {
		const { checkExported, checkProject } = await import("./check.ts");
		const output = { json: options.json ?? false, print: console.log };
		const setSound = (isSound: boolean) => {
			process.exitCode = isSound ? 0 : 1;
		};
		if (/\.\w+$/.test(film)) return setSound(await checkExported(film, output, interruption()));
		await withStudio(options.studio, async (studio) => setSound(await checkProject(studio, film, output, interruption())));
	});

/** Runs a transfer that Ctrl-C may end at any moment. */
async function transfer(work: (signal: AbortSignal) => Promise<boolean>, again = "it goes on from here"): Promise<void> {
	const signal = interruption();
	try {
		if (!(await work(signal))) process.exitCode = 1;
	} catch (error) {
		if (!signal.aborted) throw error;
		console.error(`Stopped. Run the same command again: ${again}.`);
		process.exitCode = 130;
	}
}

program
	.command("migrate")
	.description("copy a whole installation to other stores; the source stays as it is")
	.option("--from <place>", "what to copy; default: what the studio is configured for")
	.requiredOption("--to <place>", "where to")
	.option("--replace", "projects that are there already, and differ, give way to the source's")
	.option("--trust-lengths", "do not read again what is there already with the right length")
	.addHelpText(
		"after",
		`\n${PLACE_HELP}\n\nStop the studio first. What is copied is read back and compared; run it again and it copies the rest.`,
	)
	.action(async (options: { from?: string; to: string; replace?: boolean; trustLengths?: boolean }) => {
		const { migrate } = await import("./migrate.ts");
		const config = await configured();
		const from = options.from === undefined ? config : parsePlace(options.from, config);
		const to = parsePlace(options.to, config);
		const { replace = false, trustLengths = false } = options;
		await transfer((signal) => migrate({ from, to, replace, trustLengths, signal }, console.log));
	});

program
	.command("backup")
	.description("write a whole installation into one file")
	.argument("<file>", "file to write; it must not be there")
	.option("--from <place>", "what to back up; default: what the studio is configured for")
	.addHelpText("after", `\n${PLACE_HELP}\n\nStop the studio first.`)
	.action(async (file: string, options: { from?: string }) => {
		const { backup } = await import("./backup.ts");
		const config = await configured();
		const from = options.from === undefined ? config : parsePlace(options.from, config);
		await transfer((signal) => backup(from, file, signal, console.log), "no file was left");
	});

program
	.command("restore")
	.description("restore a backup into an empty installation")
	.argument("<file>", "file that `storydream backup` wrote")
	.option("--to <place>", "where to; default: what the studio is configured for")
	.option("--replace", "restore where something is kept already: projects of the backup take the place of those with the same id")
	.addHelpText("after", `\n${PLACE_HELP}\n\nStop the studio first. All of the file is proved before anything is written.`)
	.action(async (file: string, options: { to?: string; replace?: boolean }) => {
		const { restore } = await import("./backup.ts");
		const config = await configured();
		const to = options.to === undefined ? config : parsePlace(options.to, config);
		const { replace = false } = options;
		await transfer(async (signal) => {
			await restore(to, file, { replace, signal }, console.log);
			return true;
		});
	});

program
	.command("doctor")
	.description("say what is configured, what is missing, and how to get it")
	.action(async () => {
		// Only here: it carries the sandbox's libraries.
		const { examine, report } = await import("./doctor.ts");
		const config = await configured();
		const findings = await examine({ ...config, hasModelKey: config.model.apiKey !== null }, process.env);
		console.log(report(findings));
		process.exitCode = findings.some(({ state }) => state === "missing") ? 1 : 0;
	});

try {
	await program.parseAsync();
} catch (thrown) {
	const error = toStoryDreamError(thrown);
	console.error(`${error.message}\n${error.hint}`);
	// What nobody foresaw has no log yet when the studio does not even start.
	if (error.code === "internal" && thrown instanceof Error) console.error(`The cause: ${thrown.message.split("\n")[0]}`);
	if (process.env.LOG_LEVEL === "debug") console.error(thrown);
	process.exitCode = 1;
}
