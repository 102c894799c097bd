import { applyPatch, type Storyboard } from "@storydream/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rounds, roundsDeadline } from "../testing/rounds.ts";
import { BROKEN_FILMS } from "./testing/broken-films.ts";
import { type CheckHarness, startCheckHarness } from "./testing/check-harness.ts";
import { laterFilms, soundFilms } from "./testing/sound-films.ts";

/** Of all films, in `npm run test:long` and in `npm test`. All of them by hand: TEST_ROUNDS=60. */
const SOUND = rounds(2, 1);
const BROKEN = rounds(8, 3);
/** Of all films so many may have a flaw that is not found, or an error that is none. */
const MISSED = BROKEN < BROKEN_FILMS.length ? 0 : 2;
const FALSE_ALARMS = SOUND < 40 ? 0 : 1;

let harness: CheckHarness;
beforeAll(async () => {
	harness = await startCheckHarness();
});
afterAll(() => harness?.close());

/** Some of a list, from all of its parts. */
function someOf<T>(all: readonly T[], count: number): T[] {
	const step = Math.max(1, all.length / count);
	return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

const errorsOf = async (board: Storyboard) =>
	(await harness.check(board)).findings.filter(({ severity }) => severity === "error");

test(
	"films with one flaw each are found with the right code",
	async () => {
		const missed: string[] = [];
		for (const { name, code, board } of someOf(BROKEN_FILMS, BROKEN)) {
			const found = (await errorsOf(board)).map((one) => one.code);
			if (!found.includes(code)) missed.push(`${code}: ${name} (found: ${found.join(", ") || "nothing"})`);
		}
		expect(missed.slice(MISSED), missed.join("\n")).toEqual([]);
	},
	roundsDeadline(120_000, 8, BROKEN),
);

test(
	"sound films have no errors, and all of their scenes are looked at",
	async () => {
		const alarms: string[] = [];
		for (const { prompt, board } of someOf([...soundFilms(), ...laterFilms()], SOUND)) {
			const { findings, coveredScenes } = await harness.check(board);
			const errors = findings.filter(({ severity }) => severity === "error");
			const words = errors.map(({ code, sceneId, element, measured }) => `${code} ${sceneId} ${element} ${measured}`);
			if (errors.length > 0) alarms.push(`${prompt}: ${words.join("; ")}`);
			expect(coveredScenes).toEqual(board.scenes.map(({ id }) => id));
		}
		expect(alarms.slice(FALSE_ALARMS), alarms.join("\n")).toEqual([]);
	},
	roundsDeadline(120_000, 2, SOUND),
);

test("a fix mends what it was made for", async () => {
	for (const name of [
		"a theme whose text is nearly its background",
		"forty words in a second",
		"an asked sentence that is nowhere",
	]) {
		const film = BROKEN_FILMS.find((one) => one.name === name);
		if (!film) throw new Error(`There is no film with ${name}.`);
		const finding = (await errorsOf(film.board)).find(({ code }) => code === film.code);
		const mended = finding?.fix ? applyPatch(film.board, finding.fix, "strict") : null;
		if (!mended) throw new Error(`The fix of ${name} does not apply.`);
		expect((await errorsOf(mended)).map(({ code }) => code)).not.toContain(film.code);
	}
});
