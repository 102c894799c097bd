import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { PNG } from "pngjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FilmPage, VisitedFilm } from "../ports.ts";
import { FilmChecks } from "./film-checks.ts";

const VERSION = "a".repeat(40);
let projectDir: string;

beforeEach(async () => {
	projectDir = await mkdtemp(join(tmpdir(), "film-checks-"));
	await mkdir(join(projectDir, "src"));
	const scenes = [{ id: "one", scene: "Title", durationInFrames: 60, props: { title: "Clean wells" } }];
	const brief = [{ text: "Every drop counts", kind: "quote", shownIn: ["one"] }];
	await writeFile(
		join(projectDir, "src/storyboard.json"),
		JSON.stringify({ fps: 30, width: 64, height: 36, look: "swiss", scenes, brief }),
	);
});
afterEach(() => rm(projectDir, { recursive: true, force: true }));

/** A camera whose film changes as `films` says, one state after the other; `onVisit` is called at each loan of its page. */
function checksOf({
	film = () => ({}),
	onVisit = () => {},
}: {
	film?: (visit: number) => Partial<VisitedFilm>;
	onVisit?: (visit: number) => void;
} = {}) {
	let visits = 0;
	const png = PNG.sync.write(new PNG({ width: 64, height: 36 }));
	const page: FilmPage = {
		measure: async () => ({ drawn: true, runs: [], labels: [], broken: [], drawnScenes: [] }),
		picture: async () => png,
		thumbnail: async () => png,
		hideWords: async () => {},
		letters: async () => [],
		errors: async () => [],
	};
	const visit = async <T>(_request: object, work: (page: FilmPage, film: VisitedFilm) => Promise<T>): Promise<T> => {
		visits += 1;
		onVisit(visits);
		return work(page, { mark: "m", catalog: null, followsStoryboard: true, ...film(visits) });
	};
	const camera = { visit, take: never, inspect: never, inspectErrors: never, catalog: never, close: never };
	return new FilmChecks({ projectDir, camera: async () => camera, catalog: () => null });
}
const never = () => Promise.reject(new Error("not requested"));

test("what a check of a version finds is reported to the agent once, and has pictures for people", async () => {
	const checks = checksOf();
	const { check, pictures } = await checks.checkVersion(VERSION);
	expect(check).toMatchObject({ version: VERSION, asked: { missing: ["Every drop counts"] } });
	expect(pictures.map(({ finding }) => check.findings[finding]?.code)).toContain("blank_frame");
	expect(checks.takeNote()).toContain("Every drop counts");
	expect(checks.takeNote()).toBe("");
});

test("what the agent has checked itself is not reported to it again", async () => {
	const checks = checksOf();
	await checks.checkVersion(VERSION);
	expect(await checks.checkForAgent()).toContain("Every drop counts");
	expect(checks.takeNote()).toBe("");
});

test("a turn that begins stops the check, and says so", async () => {
	const checks: FilmChecks = checksOf({ onVisit: (visit) => visit === 2 && checks.cancel("A turn has begun.") });
	await expect(checks.checkVersion(VERSION)).rejects.toMatchObject({
		code: "conflict",
		message: expect.stringContaining("A turn has begun."),
	});
	expect(checks.takeNote()).toBe("");
});

test("of two checks the newer one ends the older one, and comes to its end", async () => {
	const checks = checksOf();
	const [older, newer] = await Promise.allSettled([checks.checkVersion(VERSION), checks.checkVersion("b".repeat(40))]);
	expect(older).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
	expect(newer).toMatchObject({ status: "fulfilled", value: { check: { version: "b".repeat(40) } } });
});

test("files that change while the film is measured end the check", async () => {
	const checks = checksOf({ film: (visit) => ({ mark: visit < 3 ? "m" : "n" }) });
	await expect(checks.checkVersion(VERSION)).rejects.toMatchObject({
		code: "conflict",
		message: expect.stringContaining("changed"),
	});
});

test("a film that does not follow its storyboard is not checked", async () => {
	const checks = checksOf({ film: () => ({ followsStoryboard: false }) });
	await expect(checks.checkVersion(VERSION)).rejects.toBeInstanceOf(StoryDreamError);
});
