import { readFile } from "node:fs/promises";
import { createStudioApi, type StudioApi } from "@storydream/client";
import { follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { type Export, Storyboard } from "@storydream/protocol";
import type { Figure } from "../harness/figures.ts";

const ROUNDS = 3;
const SCENES = 10;
const FRAMES = 60;
/** Goal: an edit of one scene of ten costs a sixth of the whole film, in time and in processor time. */
const TIMES_LESS = 6;

interface Cost {
	ms: number;
	/** Busy time of all processors of the machine meanwhile: nothing else may run on it. */
	processorMs: number;
	drawn: number;
}

/** What an export costs after a change, as a part of the export of the whole film before it, in the same run. */
export async function exportChanges(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0" });
	const costs: Record<"whole" | "scene" | "sound" | "captions" | "nothing", Cost[]> = {
		whole: [],
		scene: [],
		sound: [],
		captions: [],
		nothing: [],
	};
	try {
		const api = createStudioApi(studio.url);
		const project = await api.createProject({});
		const session = await follow(studio.url, project.id);
		await session.until("session:ready");
		// The bundle of the code, which all versions share.
		await save(api, project.id, filmOf("Warm up", 0));
		await exportOnce(api, project.id);
		for (let round = 0; round < ROUNDS; round += 1) {
			const film = filmOf(`Round ${round}`, round);
			costs.whole.push(await costOf(api, project.id, film));
			const [first, ...others] = film.scenes;
			if (first === undefined) throw new Error("the film has no scene");
			const edited = { ...film, scenes: [{ ...first, props: { text: `Other words ${round}` } }, ...others] };
			costs.scene.push(await costOf(api, project.id, edited));
			const quieter = { ...edited, audio: edited.audio.map((track) => ({ ...track, volume: 0.5 })) };
			costs.sound.push(await costOf(api, project.id, quieter));
			const captions = [{ text: "A caption", startFrame: 70, endFrame: 100 }];
			costs.captions.push(await costOf(api, project.id, { ...quieter, captions }));
			costs.nothing.push(await costOf(api, project.id, null));
		}
		await session.end();
	} finally {
		await studio.close();
	}
	return [
		...figuresOf("other words in one scene of ten", costs.whole, costs.scene, TIMES_LESS),
		...figuresOf("a quieter track", costs.whole, costs.sound),
		...figuresOf("one more caption", costs.whole, costs.captions),
		...figuresOf("no change", costs.whole, costs.nothing),
	];
}

function figuresOf(change: string, whole: Cost[], after: Cost[], goal?: number): Figure[] {
	const ratio = (of: (cost: Cost) => number) =>
		after.map((cost, round) => of(whole[round] ?? { ms: 0, processorMs: 0, drawn: 0 }) / of(cost));
	const common = { better: "higher" as const, ...(goal === undefined ? {} : { goal }) };
	return [
		{ question: `export after ${change}: times less time than the whole`, unit: "x", samples: ratio(({ ms }) => ms), ...common },
		{
			question: `export after ${change}: times less processor time`,
			unit: "x",
			samples: ratio(({ processorMs }) => processorMs),
			...common,
		},
		{
			question: `export after ${change}: frames drawn`,
			unit: "count",
			samples: after.map(({ drawn }) => drawn),
			better: "lower",
			note: `of ${SCENES * FRAMES}`,
		},
	];
}

/** Ten scenes of words, with music. */
function filmOf(words: string, round: number): Storyboard {
	const transition = { type: "fade", durationInFrames: 10 };
	const scenes = Array.from({ length: SCENES }, (_, index) => ({
		id: `scene-${index}`,
		scene: "KineticText",
		durationInFrames: index === 0 ? FRAMES : FRAMES + transition.durationInFrames,
		props: { text: `${words}, line ${index}` },
		...(index === 0 ? {} : { transition }),
	}));
	const audio = [{ id: "music", src: "audio/music/calm.mp3", volume: 1 - round / 100, loop: true }];
	return Storyboard.parse({ fps: 30, width: 1280, height: 720, look: "swiss", scenes, audio });
}

async function costOf(api: StudioApi, projectId: string, film: Storyboard | null): Promise<Cost> {
	if (film !== null) await save(api, projectId, film);
	const [startedAt, busy] = [performance.now(), await busyMs()];
	const { framesTotal, framesReused } = await exportOnce(api, projectId);
	const ms = performance.now() - startedAt;
	return { ms, processorMs: (await busyMs()) - busy, drawn: framesTotal - framesReused };
}

async function save(api: StudioApi, projectId: string, storyboard: Storyboard): Promise<void> {
	const { commitSha } = await api.getStoryboard(projectId);
	await api.putStoryboard(projectId, { baseCommitSha: commitSha, storyboard, title: "A change" });
}

async function exportOnce(api: StudioApi, projectId: string): Promise<Export> {
	let current = await api.startExport(projectId, { codec: "mp4" });
	while (!["done", "failed", "cancelled"].includes(current.state)) {
		await new Promise((wake) => setTimeout(wake, 50));
		current = await api.getExport(current.id);
	}
	if (current.state !== "done") throw new Error(`the export ${current.state}: ${current.error?.message}`);
	return current;
}

/** Time that the processors of this machine have worked since its start, in ms: user, nice and system time of `/proc/stat`. */
async function busyMs(): Promise<number> {
	const [first = ""] = (await readFile("/proc/stat", "utf8")).split("\n");
	const [user = 0, nice = 0, system = 0] = first.trim().split(/\s+/).slice(1).map(Number);
	// The kernel's USER_HZ is 100 on every Linux that Node runs on.
	return (user + nice + system) * 10;
}
