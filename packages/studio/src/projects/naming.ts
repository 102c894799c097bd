import { readBrief } from "@storydream/demo-model";
import { DisplayName, type Storyboard } from "@storydream/protocol";

const UNTITLED = "Untitled film";
/** Words that start a wish and say nothing about the film. */
const OPENERS =
	/^(?:please\s+|can you\s+|could you\s+|i(?:'d| would) like\s+|i want\s+|i need\s+)*(?:to\s+)?(?:(?:make|create|build|produce|generate|design|animate|render|write|give)\s+)?(?:me\s+|us\s+)?(?:an?\s+|the\s+|some\s+)?/i;

/** How long it is, and that it is a film: neither tells one film from another. */
const LENGTH = /^(?:\d+(?:\.\d+)?[\s-]*(?:s|secs?|seconds?|mins?|minutes?)(?:[\s-]+long)?\s+)/i;
const FILM = /^(?:short\s+)?(?:film|video|clip|movie|animation)\s+(?:about|on|of)\s+(?:an?\s+|the\s+)?/i;

/** "… called “Small Wings”": the prompt itself says the name. */
const CALLED = /\b(?:called|titled|named|entitled|title[ds]?:?)\s+["“«]([^"”»\n]{2,60})["”»]/i;
/** The longest name that is taken over from a film. */
const NAME_CHARS = 48;
/** Longer words of a film have no name in them, whatever is left out of them. */
const MOST_READ_CHARS = 1_000;

/** As much of a prompt is read for the film's name. */
const READ_CHARS = 1500;

/** The name that a prompt gives its film, else the first words of what was asked: `Untitled film` when there are none. */
export function nameFromPrompt(prompt: string | undefined): string {
	const line = (prompt ?? "").split("\n").find((part) => part.trim() !== "") ?? "";
	const printable = line
		.replace(/[\p{Cc}\p{Cf}]/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
	const wish = printable.replace(OPENERS, "").replace(LENGTH, "").replace(FILM, "");
	const called = CALLED.exec(printable)?.[1]?.trim() ?? readBrief((prompt ?? "").slice(0, READ_CHARS)).title;
	if (called && called.length <= NAME_CHARS && DisplayName.safeParse(called).success) return called;
	const sentence = /^(.+?)(?:[.!?:;](?=\s|$)|\s["“«])/.exec(wish)?.[1] ?? wish;
	const words = sentence.split(" ").slice(0, 7);
	while (words.length > 1 && words.join(" ").length > 48) words.pop();
	let name = words
		.join(" ")
		.slice(0, 60)
		.replace(/[,\-–—\s]+$/u, "");
	name = name.replace(/\s(?:a|an|the|of|for|and|with|in|on|to|that|which|about)$/i, "");
	const parsed = DisplayName.safeParse(name.charAt(0).toUpperCase() + name.slice(1));
	return parsed.success ? parsed.data : UNTITLED;
}

/**
 * The name that a film shows: the title of its first title scene, the name of its logo, else the first words of its first
 * scene. Null when there is none that is short enough to be a name.
 */
export function nameOfFilm({ scenes }: Pick<Storyboard, "scenes">): string | null {
	const opening = scenes.find((scene) => scene.scene === "Title") ?? scenes.find((scene) => scene.scene === "Logo") ?? scenes[0];
	for (const key of ["title", "name", "heading", "text", "quote"]) {
		const words = opening?.props[key];
		if (typeof words !== "string" || words.length > MOST_READ_CHARS) continue;
		const name = words
			.replace(/[\p{Cc}\p{Cf}]/gu, " ")
			.replace(/\s+/g, " ")
			.trim()
			.replace(/[.,;:]+$/u, "");
		if (name.length <= NAME_CHARS && /[\p{L}\p{N}]/u.test(name) && DisplayName.safeParse(name).success) return name;
	}
	return null;
}

/**
 * The name a person gave a file, for people: of a path its last part, in one line, at most 200 characters; `file` when
 * nothing is left. Forms send quotes and line breaks in a name as `%22`, `%0D` and `%0A`, and these alone.
 */
export function originalName(sent: string): string {
	const plain = sent
		.toWellFormed()
		.replace(/%(22|0D|0A)/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
		.normalize("NFC")
		// Control characters, and those that turn the direction of the text around them.
		.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, " ")
		.split(/[\\/]/)
		.at(-1);
	const characters = [...(plain ?? "").replace(/\s+/g, " ").trim()];
	if (characters.length === 0) return "file";
	if (characters.length <= 200) return characters.join("");
	const ending = /\.[a-z0-9]{1,8}$/i.exec(characters.join(""))?.[0] ?? "";
	return `${characters.slice(0, 199 - ending.length).join("")}…${ending}`;
}

/** Windows takes a file of this name, with any ending, for a device: nobody there can unpack or open it. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)/i;

/**
 * A name as part of a file name: letters and digits of every script in lower case, Latin ones without accents, the rest
 * as dashes; at most 60 characters; `film` when nothing is left.
 */
export function slug(name: string): string {
	const plain = name
		.normalize("NFKD")
		.replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, "$1")
		.normalize("NFC")
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
		.replace(/^-+|-+$/g, "");
	const short = [...plain].slice(0, 60).join("").replace(/-+$/, "");
	if (short === "") return "film";
	return DEVICE.test(short) ? `film-${short.toLowerCase()}` : short.toLowerCase();
}

/**
 * A file name that is safe on every system and not taken: `Übersicht 2.PNG` becomes `Ubersicht-2.png`, then
 * `Ubersicht-2-2.png`. `extension` comes from the bytes, not from the name that was sent, and has its dot.
 */
export function assetName(sent: string, extension: string, taken: ReadonlySet<string>): string {
	const base = sent.split(/[\\/]/).at(-1) ?? "";
	const dot = base.lastIndexOf(".");
	const stem = (dot > 0 ? base.slice(0, dot) : base)
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(/[^A-Za-z0-9._-]+/g, "-")
		.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
		.slice(0, 80);
	const first = stem === "" ? "asset" : DEVICE.test(stem) ? `asset-${stem}` : stem;
	const lower = new Set([...taken].map((name) => name.toLowerCase()));
	for (let number = 1; ; number += 1) {
		const name = `${first}${number === 1 ? "" : `-${number}`}${extension}`;
		if (!lower.has(name.toLowerCase())) return name;
	}
}
