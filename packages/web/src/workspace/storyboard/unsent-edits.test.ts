import { afterEach, expect, test, vi } from "vitest";
import { memoryStorage } from "../testing/memory-storage.ts";
import type { Notice, Step } from "./editor-state.ts";
import type { UnsentEdits } from "./recovered.ts";
import { openBrowserUnsent, openUnsent } from "./unsent-edits.ts";

const DAY = 24 * 3600 * 1000;
const base = "0".repeat(40);
afterEach(() => vi.unstubAllGlobals());
const step = (title: string): Step => ({ kind: "edit", id: title, key: title, title, sent: false, refused: false, patch: [] });

/** One browser: its storage and its locks, which the tabs share. */
class Browser {
	readonly local: Storage;
	now = 1_000_000;
	private held = new Set<string>();

	constructor(local = memoryStorage()) {
		this.local = local;
	}

	/**
	 * @param session a reloaded or copied tab has the storage of the one before
	 * @param restored whether what that storage had of the project could be read
	 */
	async open(session = memoryStorage(), restored = true) {
		const notices: Notice[] = [];
		/** Names of locks that go with the tab. */
		const mine = new Set<string>();
		const unsent = openUnsent({
			projectId: "project",
			local: this.local,
			session,
			restored,
			notify: (notice) => notices.push(notice),
			now: () => this.now,
			locks: {
				request: (async (name: string, ...rest: unknown[]) => this.request(mine, name, ...rest)) as LockManager["request"],
			},
		});
		unsent.hold();
		// The lock is granted behind the page.
		await vi.waitFor(() => expect(mine.size).toBe(1));
		return { unsent, session, notices, end: () => this.release(mine) };
	}

	private release(names: ReadonlySet<string>): void {
		for (const name of names) this.held.delete(name);
	}

	private async request(mine: Set<string>, name: string, ...rest: unknown[]): Promise<unknown> {
		const callback = rest.at(-1) as (lock: unknown) => unknown;
		const { ifAvailable, signal } = (rest.length > 1 ? rest[0] : {}) as LockOptions;
		if (this.held.has(name)) {
			if (ifAvailable) return callback(null);
			// Nobody gives it back in these tests: the wait ends with its deadline.
			if (signal) throw new DOMException("waited long enough", "TimeoutError");
			return new Promise(() => {});
		}
		this.held.add(name);
		if (!ifAvailable) mine.add(name);
		try {
			return await callback({ name });
		} finally {
			if (ifAvailable) this.held.delete(name);
		}
	}
}

async function takenBy(tab: Awaited<ReturnType<Browser["open"]>>, take = true): Promise<UnsentEdits[]> {
	const seen: UnsentEdits[] = [];
	await tab.unsent.takeOver((unsent) => {
		seen.push(unsent);
		return take;
	});
	return seen;
}

test("what a closed tab could not send is taken over once by the next tab that opens the project", async () => {
	const browser = new Browser();
	const closed = await browser.open();
	closed.unsent.keep(base, [step("Trim")]);
	closed.end();
	const [first, second] = [await browser.open(), await browser.open()];
	expect(await takenBy(first)).toEqual([{ base, steps: [step("Trim")], at: browser.now }]);
	expect(await takenBy(second)).toEqual([]);
});

test("what an open tab keeps is left to it", async () => {
	const browser = new Browser();
	const busy = await browser.open();
	busy.unsent.keep(base, [step("Trim")]);
	expect(await takenBy(await browser.open())).toEqual([]);
});

test("what was sent in the end is not offered", async () => {
	const browser = new Browser();
	const closed = await browser.open();
	closed.unsent.keep(base, [step("Trim")]);
	closed.unsent.keep(base, []);
	closed.end();
	expect(await takenBy(await browser.open())).toEqual([]);
	expect(browser.local.length).toBe(0);
});

test("what can't be taken yet stays for the next try", async () => {
	const browser = new Browser();
	const closed = await browser.open();
	closed.unsent.keep(base, [step("Trim")]);
	closed.end();
	const tab = await browser.open();
	expect(await takenBy(tab, false)).toHaveLength(1);
	expect(await takenBy(tab)).toHaveLength(1);
});

test("a closed tab that the browser brings back knows that another one has sent its changes", async () => {
	const browser = new Browser();
	const closed = await browser.open();
	closed.unsent.keep(base, [step("Trim")]);
	closed.end();
	expect((await browser.open(closed.session)).unsent.takenOver()).toBe(false);
	const again = new Browser();
	const other = await again.open();
	other.unsent.keep(base, [step("Trim")]);
	other.end();
	await takenBy(await again.open());
	expect((await again.open(other.session)).unsent.takenOver()).toBe(true);
});

test("a copied tab keeps its changes apart from those of the tab it was copied from", async () => {
	const browser = new Browser();
	const original = await browser.open();
	original.unsent.keep(base, [step("Trim")]);
	const session = memoryStorage();
	for (const key of Array.from({ length: original.session.length }, (_, at) => original.session.key(at) ?? ""))
		session.setItem(key, original.session.getItem(key) ?? "");
	const copy = await browser.open(session);
	copy.unsent.keep(base, [step("Move")]);
	copy.unsent.keep(base, []);
	original.end();
	expect((await takenBy(copy)).map((one) => one.steps[0]?.title)).toEqual(["Trim"]);
});

test("entries that nobody came back for are removed", async () => {
	const browser = new Browser();
	const closed = await browser.open();
	closed.unsent.keep(base, [step("Trim")]);
	closed.end();
	browser.local.setItem("storydream:unsent:other:tab", JSON.stringify({ at: browser.now, form: "of a newer page" }));
	browser.now += 61 * DAY;
	expect(await takenBy(await browser.open())).toEqual([]);
	expect(browser.local.length).toBe(0);
});

const UNREADABLE = [
	["no JSON", "{"],
	["no edits", JSON.stringify({ base, steps: "of another form", at: 1_000_000 })],
	["edits without a time", JSON.stringify({ base, steps: [step("Trim")] })],
] as const;

test.each(UNREADABLE)("an entry of another project that is %s is left to a page that can read it", async (_, entry) => {
	const browser = new Browser();
	browser.local.setItem("storydream:unsent:other:tab", entry);
	const tab = await browser.open();
	expect(await takenBy(tab)).toEqual([]);
	expect(browser.local.getItem("storydream:unsent:other:tab")).toBe(entry);
	expect(tab.notices).toEqual([]);
});

test.each(UNREADABLE)("an entry of a closed tab that is %s is removed, and the person reads so once", async (_, entry) => {
	const browser = new Browser();
	for (const tab of ["first", "second"]) browser.local.setItem(`storydream:unsent:project:${tab}`, entry);
	const tab = await browser.open();
	expect(await takenBy(tab)).toEqual([]);
	expect(tab.notices).toEqual([{ kind: "unreadable" }]);
	expect(browser.local.length).toBe(0);
});

test.each(UNREADABLE)("an entry of an open tab that is %s is left to that tab", async (_, entry) => {
	const browser = new Browser();
	const open = await browser.open();
	open.unsent.keep(base, [step("Trim")]);
	const key = browser.local.key(0) ?? "";
	browser.local.setItem(key, entry);
	const tab = await browser.open();
	expect(await takenBy(tab)).toEqual([]);
	expect(browser.local.getItem(key)).toBe(entry);
	expect(tab.notices).toEqual([]);
});

test("each entry of other projects is read once", async () => {
	const browser = new Browser();
	for (let at = 0; at < 20; at++) browser.local.setItem(`storydream:unsent:other:${at}`, JSON.stringify({ at }));
	const tab = await browser.open();
	const getItem = vi.spyOn(browser.local, "getItem");
	browser.now = 1;
	await takenBy(tab);
	expect(getItem).toHaveBeenCalledTimes(20);
});

test("what no longer fits into the storage is not kept in an older form, and the page knows", async () => {
	const browser = new Browser(memoryStorage(1_000));
	const tab = await browser.open();
	tab.unsent.keep(base, [step("Trim")]);
	expect(tab.unsent.isKept()).toBe(true);
	tab.unsent.keep(base, [step("Trim"), step("Move".repeat(500))]);
	expect(tab.unsent.isKept()).toBe(false);
	expect(browser.local.length).toBe(0);
	expect(tab.unsent.takenOver()).toBe(false);
	tab.unsent.keep(base, [step("Trim")]);
	expect(tab.unsent.isKept()).toBe(true);
});

test("a reloaded tab that has lost its edits takes them over like those of a closed tab", async () => {
	const browser = new Browser();
	const before = await browser.open();
	before.unsent.keep(base, [step("Trim")]);
	before.end();
	const after = await browser.open(before.session, false);
	after.unsent.keep(base, []);
	expect((await takenBy(after)).map((one) => one.steps[0]?.title)).toEqual(["Trim"]);
});

test("a browser without locks, as over plain HTTP, keeps nothing, and the page knows and works without", () => {
	vi.stubGlobal("navigator", {});
	vi.stubGlobal("localStorage", memoryStorage());
	vi.stubGlobal("sessionStorage", memoryStorage());
	const unsent = openBrowserUnsent({ projectId: "project", restored: true, notify: () => {} });
	expect(() => unsent.hold()()).not.toThrow();
	unsent.keep(base, [step("Trim")]);
	expect(localStorage.length).toBe(0);
	expect(unsent.isKept()).toBe(false);
});
