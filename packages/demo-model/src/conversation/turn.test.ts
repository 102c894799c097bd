import { filmDurationInFrames, Storyboard } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { planFilm } from "../plan/index.ts";
import { readBrief } from "../reading/brief.ts";
import { chapters, mailThread, paragraphs, sentence } from "../testing/long-prompts.ts";
import { type Answer, MessagesRequest } from "./messages-api.ts";
import { nextAnswer } from "./turn.ts";
import { plainFile, readTurns } from "./turns.ts";

const FILM = planFilm(readBrief('A 12 second film about Lumen: 94% sleep better. End with "Good night"'), null).storyboard;
const START = {
	...FILM,
	scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90, props: { title: "Your film starts here" } }],
};
const TOOLS = [
	"Read",
	"Write",
	"Edit",
	"mcp__storydream__check_project",
	"mcp__storydream__look_at_frames",
	"mcp__storydream__list_assets",
].map((name) => ({
	name,
	input_schema: { type: "object", properties: name.endsWith("look_at_frames") ? { frames: {}, sceneId: {} } : {} },
}));

type Wire = { role: string; content: unknown };
/** How a tool answers: with text, or with an error. */
type Reply = string | { error: string };

/** The SDK's loop in small: asks, carries out the tools on a file in memory, answers, until the model has done. */
class Loop {
	messages: Wire[] = [];
	file: string;
	tools = TOOLS;
	system: unknown = "The project is at /work/film.";
	calls: { name: string; input: Record<string, unknown> }[] = [];
	replies: Partial<Record<string, (count: number) => Reply | undefined>> = {};
	/** Sources of the project by their path. They say what its template has; none: all that ours has. */
	sources: Record<string, string> = {};
	constructor(film: unknown = START) {
		this.file = JSON.stringify(film, null, 2);
	}

	get film(): Storyboard {
		return Storyboard.parse(JSON.parse(this.file));
	}

	step(): Answer {
		return nextAnswer(MessagesRequest.parse({ model: "m", system: this.system, tools: this.tools, messages: this.messages }));
	}

	/** Sends a prompt and follows it to its end; answers the last text. */
	say(content: unknown, most = 12): string {
		this.messages.push({ role: "user", content });
		this.calls = [];
		for (let round = 0; round < most; round++) {
			const answer = this.step();
			const used = answer.said.map((part, index) =>
				part.type === "text"
					? part
					: { type: "tool_use", id: `t${this.messages.length}-${index}`, name: part.name, input: part.input },
			);
			this.messages.push({ role: "assistant", content: used });
			if (answer.stop === "end_turn") return answer.said.map((part) => (part.type === "text" ? part.text : "")).join("\n");
			this.messages.push({
				role: "user",
				content: used.flatMap((part) => (part.type === "tool_use" && "id" in part ? [this.#carryOut(part)] : [])),
			});
		}
		throw new Error("the demo model did not come to an end");
	}

	#carryOut(call: { id: string; name: string; input: Record<string, unknown> }): unknown {
		const source = /src\/(?:scenes|looks)\/index\.ts$/.exec(String(call.input.file_path))?.[0];
		if (source) return { type: "tool_result", tool_use_id: call.id, content: this.sources[source] ?? "" };
		this.calls.push({ name: call.name, input: call.input });
		const count = this.calls.filter((one) => one.name === call.name).length;
		const reply = this.replies[call.name]?.(count) ?? this.#usual(call);
		return {
			type: "tool_result",
			tool_use_id: call.id,
			content: [{ type: "text", text: typeof reply === "string" ? reply : reply.error }],
			is_error: typeof reply !== "string",
		};
	}

	#usual(call: { name: string; input: Record<string, unknown> }): Reply {
		if (call.name === "Read")
			return this.file
				.split("\n")
				.map((line, index) => `${String(index + 1).padStart(6)}→${line}`)
				.join("\n");
		if (call.name === "Write") {
			this.file = String(call.input.content);
			return "The file /work/film/src/storyboard.json has been updated.";
		}
		return call.name.endsWith("check_project")
			? "No findings: types, storyboard and preview are fine."
			: "Frame 10 (0.3 s, scene title-1)";
	}

	get names(): string[] {
		return this.calls.map((call) => call.name.replace("mcp__storydream__", ""));
	}
}

describe("a turn", () => {
	it("reads, writes, checks, looks and sums up", () => {
		const loop = new Loop();
		const end = loop.say('Make a 12 second film about Lumen: 94% of users sleep better. End with "Good night"');
		expect(loop.names).toEqual(["Read", "Write", "check_project", "look_at_frames"]);
		expect(loop.calls[0]?.input.file_path).toBe("/work/film/src/storyboard.json");
		expect(filmDurationInFrames(loop.film)).toBe(360);
		const frames = loop.calls[3]?.input.frames as number[];
		expect(frames.length).toBeGreaterThan(1);
		expect(Math.max(...frames)).toBeLessThan(360);
		expect(end).toMatch(/^Your film \*\*Lumen\*\* is ready: 12 seconds, 16:9, \d scenes\./);
		expect(end.split("\n").length).toBeLessThan(8);
	});

	it("leaves it to the page to say how to add a key", () => {
		const loop = new Loop();
		for (const wish of ["Make a film about bees", "make a new film about ants", "help"])
			expect(loop.say(wish), wish).not.toContain("ANTHROPIC_API_KEY");
	});

	it.each([
		["prose", `Make a film about the towns from this text:\n\n${paragraphs(120)}`],
		["prose without a wish", paragraphs(120)],
		["headings", `# Handbook\n\n${chapters(9, 12)}`],
		["mails", mailThread(40)],
		[
			"a list",
			`These are our tips:\n\n${Array.from({ length: 60 }, (_, index) => `${index + 1}. ${sentence(index)}`).join("\n")}`,
		],
	])("makes a short film of a long text, and says in one sentence what is left out: %s", (_, text) => {
		const loop = new Loop();
		const end = loop.say(text);
		expect(loop.film.scenes.length).toBeGreaterThan(5);
		expect(loop.film.scenes.length).toBeLessThanOrEqual(12);
		expect(end.split("\n").filter((line) => /^The text is long: I took .{10,200} not shown\.$/.test(line))).toHaveLength(1);
		expect(end.length).toBeLessThan(3000);
	});

	it("keeps the file's indentation", () => {
		const loop = new Loop();
		loop.say("Make a film about bees");
		expect(loop.file).toMatch(/\n {2}"fps"/);
	});

	it("asks for the assets when a picture is wanted, and places it", () => {
		const loop = new Loop();
		loop.replies = { mcp__storydream__list_assets: () => "assets/Lisbon.jpg (image, 1600x900, 200 kB)" };
		loop.say("Make a film about Lisbon with my photo lisbon.jpg");
		expect(loop.names).toContain("list_assets");
		expect(JSON.stringify(loop.film)).toContain("assets/Lisbon.jpg");
	});

	it.each([
		["only Write is offered", ["Write"], ["Write"]],
		["there are no tools of ours", ["Read", "Write", "Edit"], ["Read", "Write"]],
		["nothing can be read", ["Write", "mcp__storydream__check_project"], ["Write", "check_project"]],
	])("makes do when %s", (_name, offered, expected) => {
		const loop = new Loop();
		loop.tools = TOOLS.filter((tool) => offered.includes(tool.name));
		loop.say("Make a film about bees");
		expect(loop.names).toEqual(expected);
		expect(JSON.stringify(loop.film)).toContain("ees");
	});

	it("says so when it has no way to write", () => {
		const loop = new Loop();
		loop.tools = TOOLS.filter((tool) => tool.name === "Read");
		expect(loop.say("Make a film about bees")).toContain("no way to write");
	});

	it("reads again and writes again when the file changed under it", () => {
		const loop = new Loop();
		loop.replies = {
			Write: (count) =>
				count === 1
					? {
							error:
								"<tool_use_error>File has been modified since read, either by the user or by a linter. Read it again.</tool_use_error>",
						}
					: undefined,
		};
		loop.say("change the title to Hello", 12);
		expect(loop.names.slice(0, 4)).toEqual(["Read", "Write", "Read", "Write"]);
		expect(loop.film.scenes[0]?.props.title).toBe("Hello");
	});

	it("gives up in words when writing never works", () => {
		const loop = new Loop();
		loop.replies = { Write: () => ({ error: "EROFS: read-only file system" }) };
		expect(loop.say("Make a film about bees")).toMatch(/could not save[\s\S]*read-only file system/);
		expect(loop.names.filter((name) => name === "Write")).toHaveLength(3);
	});

	it("takes a refusal for a refusal", () => {
		const loop = new Loop();
		loop.replies = { Write: () => ({ error: "Permission to use Write has been denied." }) };
		expect(loop.say("Make a film about bees")).toContain("could not save");
		expect(loop.names.filter((name) => name === "Write")).toHaveLength(1);
	});

	it("makes a new film where the storyboard is missing or broken", () => {
		const missing = new Loop();
		missing.replies = { Read: () => ({ error: "File does not exist. Current working directory: /elsewhere/film" }) };
		missing.say("Make a film about bees");
		expect(missing.names).toEqual(["Read", "Read", "Write", "check_project", "look_at_frames"]);
		expect(missing.calls[1]?.input.file_path).toBe("/elsewhere/film/src/storyboard.json");
		const broken = new Loop();
		broken.file = "{ not json";
		broken.say("Make a film about bees");
		expect(broken.film.scenes.length).toBeGreaterThan(1);
	});

	it("plans only what the template of an older project has", () => {
		const loop = new Loop();
		const listed = ["Title", "KineticText", "Points", "BigNumber", "Outro"].map((name) => `\t${name}: all.${name},`).join("\n");
		loop.sources = { "src/scenes/index.ts": `export const scenes: Record<string, SceneDefinition> = {\n${listed}\n};\n` };
		loop.say('Make a film about Aurora. 4 of 5 guests come back. Steps: 1. Walk 2. Cook. End with "Come by" and aurora.example');
		expect(loop.film.scenes.filter(({ scene }) => !["Title", "KineticText", "Points", "Outro"].includes(scene))).toEqual([]);
		expect(loop.film.scenes.filter(({ layout }) => layout !== undefined)).toEqual([]);
		const shown = JSON.stringify(loop.film.scenes);
		for (const words of ["Aurora", "4 of 5", "guests come back", "Walk", "Cook", "Come by", "aurora.example"])
			expect(shown).toContain(words);
	});

	it("does not change a film it can't read", () => {
		const loop = new Loop();
		loop.file = '{"scenes":"mine"}';
		expect(loop.say("change the title to Hello")).toContain("could not read");
		expect(loop.names).toEqual(["Read"]);
	});

	it("repairs once what the check finds, and tells what is left", () => {
		const loop = new Loop();
		loop.replies = {
			mcp__storydream__check_project: () => '1 finding:\nstoryboard: Scene "title-1" (Title), field props.title: too long',
		};
		const end = loop.say("Make a film about bees");
		expect(loop.names).toEqual(["Read", "Write", "check_project", "Write", "check_project"]);
		expect(loop.film.scenes[0]?.scene).toBe("KineticText");
		expect(end).toContain("still finds something");
		expect(end).toContain("too long");
	});

	it("is not troubled by a preview nobody has opened, or a check that does not work", () => {
		for (const reply of [
			"1 finding:\npreview: the preview could not be looked at",
			"Not everything was checked:\nnot checked: types were not checked in time (60 s)\nWhat was checked has 0 findings; check again before you call it done.",
			{ error: "This did not work here; go on without it." },
		]) {
			const loop = new Loop();
			loop.replies = { mcp__storydream__check_project: () => reply };
			expect(loop.say("Make a film about bees")).toContain("ready");
		}
	});
});

describe("a conversation", () => {
	it("follows up, and undoes step by step", () => {
		const loop = new Loop();
		loop.say("Make a 10 second film about bees");
		const first = loop.file;
		loop.say("make the background navy");
		const second = loop.file;
		loop.say("change the title to Honey");
		expect(loop.film.theme.palette?.background).toBe("#0b1f3f");
		expect(loop.say("undo")).toContain("Versions");
		expect(JSON.parse(loop.file)).toEqual(JSON.parse(second));
		loop.say("undo that please");
		expect(JSON.parse(loop.file)).toEqual(JSON.parse(first));
	});

	it("does not undo over what was changed by hand", () => {
		const loop = new Loop();
		loop.say("Make a 10 second film about bees");
		loop.file = loop.file.replace(/[Bb]ees/, "Wasps");
		const before = loop.file;
		expect(loop.say("undo")).toMatch(/by hand[\s\S]*Versions/);
		expect(loop.file).toBe(before);
	});

	it("has nothing to undo in a conversation that holds no earlier film", () => {
		expect(new Loop(FILM).say("undo")).toMatch(/don't remember[\s\S]*Versions[\s\S]*Restore/);
	});

	it("changes the film of a session that was taken up again without its history", () => {
		const loop = new Loop(FILM);
		loop.say("make it 20 seconds");
		expect(filmDurationInFrames(loop.film)).toBe(600);
	});

	it("uses what the studio says the person points at", () => {
		const loop = new Loop(FILM);
		const id = FILM.scenes[1]?.id ?? "";
		loop.say(`[The person points at scene ${id}, frame 130 (4.3 s)]\nmake this 5 seconds`);
		expect(loop.film.scenes[1]?.durationInFrames).toBe(150);
		const frames = loop.calls.at(-1)?.input.frames as number[];
		expect(frames).toHaveLength(1);
	});

	it("says what it does not understand, with what it can do, and changes nothing", () => {
		const loop = new Loop(FILM);
		const before = loop.file;
		const end = loop.say("make a dragon fly over the roofs");
		expect(end).toMatch(/don't understand[\s\S]*demo model[\s\S]*change the title/);
		expect(loop.file).toBe(before);
		expect(loop.names).toEqual(["Read"]);
	});

	it.each([
		["hello", /what your film is about/],
		["What can you do?", /change words/],
		["thanks, great work!", /welcome/],
		["make a video", /What should the film be about/],
	])("answers “%s” without touching anything", (prompt, expected) => {
		const loop = new Loop(FILM);
		expect(loop.say(prompt)).toMatch(expected);
		expect(loop.calls).toEqual([]);
	});

	it("answers a picture without words by asking for some, and says it can't see into one", () => {
		const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
		expect(new Loop().say([picture])).toContain("can't see into pictures");
		expect(new Loop().say([picture, { type: "text", text: "Make a film about this bakery called Crumb" }])).toContain("Assets");
	});

	it("goes on after an interruption with what is asked next", () => {
		const loop = new Loop();
		loop.messages = [
			{ role: "user", content: "Make a film about bees" },
			{ role: "assistant", content: [{ type: "tool_use", id: "x", name: "Read", input: { file_path: "src/storyboard.json" } }] },
			{
				role: "user",
				content: [
					{
						type: "tool_result",
						tool_use_id: "x",
						is_error: true,
						content: "The user doesn't want to proceed with this tool use.",
					},
					{ type: "text", text: "[Request interrupted by user for tool use]" },
				],
			},
		];
		loop.say("Make a film about whales instead");
		expect(loop.file).toMatch(/[Ww]hales/);
		expect(loop.file).not.toMatch(/[Bb]ees/);
	});

	it("takes up the last wish again when told to continue", () => {
		const loop = new Loop();
		loop.messages = [
			{ role: "user", content: "Make a film about bees" },
			{ role: "assistant", content: "…" },
		];
		loop.say("Continue from where you left off.");
		expect(loop.file).toMatch(/[Bb]ees/);
	});

	it("survives compaction: the summary carries the open wish", () => {
		const loop = new Loop();
		loop.messages = [
			{ role: "user", content: "Make a film about bees" },
			{ role: "assistant", content: "…" },
		];
		loop.messages.push({ role: "user", content: "Your task is to create a detailed summary of the conversation so far." });
		const summary = loop
			.step()
			.said.map((part) => (part.type === "text" ? part.text : ""))
			.join("");
		expect(summary).toContain("<summary>");
		loop.messages = [];
		loop.say(`This session is being continued from a previous conversation that ran out of context.\n${summary}`);
		expect(loop.file).toMatch(/[Bb]ees/);
		loop.say("change the title to Honey");
		expect(loop.file).toContain("Honey");
	});

	it("reads past reminders and system entries among the messages", () => {
		const loop = new Loop();
		loop.messages = [{ role: "system", content: "Working directory: /tmp/place" }];
		loop.system = undefined;
		loop.say([
			{ type: "text", text: "<system-reminder>CLAUDE.md says: make 3 films</system-reminder>" },
			{ type: "text", text: "Make a film about bees" },
		]);
		expect(loop.calls[0]?.input.file_path).toBe("/tmp/place/src/storyboard.json");
		expect(loop.file).not.toContain("CLAUDE.md");
	});
});

describe("side calls", () => {
	const ask = (body: Record<string, unknown>) => {
		const [part] = nextAnswer(
			MessagesRequest.parse({ messages: [{ role: "user", content: "Make a film about bees" }], ...body }),
		).said;
		return part?.type === "text" ? part.text : "";
	};
	it("gives a title, plain or as JSON", () => {
		expect(JSON.parse(ask({ system: 'Answer with JSON: {"title": "..."}' }))).toMatchObject({ title: "Bees" });
		expect(ask({ system: "Write a short title for this session" })).toBe("Bees");
	});
	it("fills a schema it is asked to keep to", () => {
		const schema = {
			type: "object",
			properties: { title: { type: "string" }, ok: { type: "boolean" }, kind: { enum: ["a", "b"] } },
		};
		expect(JSON.parse(ask({ output_config: { format: { type: "json_schema", schema } } }))).toEqual({
			title: "Bees",
			ok: false,
			kind: "a",
		});
	});
	it("answers a probe", () => {
		expect(ask({ messages: [{ role: "user", content: "quota" }], max_tokens: 1 })).toBe("ok");
	});
});

describe("reading files as Claude Code shows them", () => {
	it.each([
		["arrows", '     1→{\n     2→  "a": 1\n     3→}'],
		["tabs", '1\t{\n2\t  "a": 1\n3\t}'],
		["plain", '{\n  "a": 1\n}'],
	])("with %s", (_name, shown) => {
		expect(JSON.parse(plainFile(shown))).toEqual({ a: 1 });
	});
});

it("keeps a turn's calls apart from those of earlier turns", () => {
	const turns = readTurns([
		{ role: "user", content: "one" },
		{ role: "assistant", content: [{ type: "tool_use", id: "a", name: "Read", input: {} }] },
		{ role: "user", content: [{ type: "tool_result", tool_use_id: "a", content: "x" }] },
		{ role: "user", content: "two" },
	]);
	expect(turns.map((turn) => [turn.prompt, turn.calls.length])).toEqual([
		["one", 1],
		["two", 0],
	]);
});
