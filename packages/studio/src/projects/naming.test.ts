import { AssetName, DisplayName } from "@storydream/protocol";
import { describe, expect, test } from "vitest";
import { assetName, nameFromPrompt, nameOfFilm, originalName, slug } from "./naming.ts";

describe("a film's name from what was asked", () => {
	test.each([
		["Make a 20 second film about our bakery. Show the bread.", "Bakery"],
		['A 5 second film about rivers "Flow on"', "Flow on"],
		['"Flow on", and nothing else', "Flow on"],
		["make a 30-second-long video on the moon landing in 1969", "Moon landing in 1969"],
		["please create an explainer for solar panels", "Solar panels"],
		["Bees", "Bees"],
		['A 20 second film about bees called "Small Wings". 75% of crops need them.', "Small Wings"],
		["", "Untitled film"],
		[undefined, "Untitled film"],
		["   \n\n  Launch video: rocket  ", "Rocket"],
		["\u202eevil\u0007 name", "Evil name"],
		["日本の春についての動画", "日本の春"],
	])("%j is called %j", (prompt, name) => {
		expect(nameFromPrompt(prompt)).toBe(name);
	});

	test("a very long prompt still gives a valid name", () => {
		for (const prompt of ["x".repeat(5000), "word ".repeat(999), "…".repeat(300), "\u0000".repeat(50)]) {
			expect(DisplayName.safeParse(nameFromPrompt(prompt)).success).toBe(true);
		}
	});
});

describe("a film's name from the film", () => {
	const scene = (scene: string, props: Record<string, unknown>, id = scene) => ({ id, scene, durationInFrames: 60, props });
	test.each([
		[
			"the title of its title scene",
			[scene("BigNumber", { label: "crops" }), scene("Title", { title: "Small Wings" })],
			"Small Wings",
		],
		["the name of its logo", [scene("KineticText", { text: "x".repeat(90) }), scene("Logo", { name: "Aurora" })], "Aurora"],
		[
			"the first words of a scene of its own",
			[scene("Waves", { heading: "The sea\n does not hurry." })],
			"The sea does not hurry",
		],
		["none that is longer than a name", [scene("Title", { title: "word ".repeat(40) })], null],
		["none of a million marks, which are not read", [scene("Title", { title: `${",".repeat(1_000_000)}a` })], null],
		["none without a letter", [scene("Title", { title: "…" })], null],
		["none without words", [scene("Waves", {})], null],
	])("%s", (_what, scenes, name) => expect(nameOfFilm({ scenes })).toBe(name));
});

test.each([
	["Ärger & Söhne: Der Film!", "arger-sohne-der-film"],
	["日本の春", "日本の春"],
	["Отпуск на море", "отпуск-на-море"],
	["हिन्दी ฟิล์ม", "हिन्दी-ฟิล์ม"],
	["🎬!", "film"],
	["../../etc/passwd", "etc-passwd"],
	["CON", "film-con"],
	["lpt¹", "film-lpt1"],
	["Contact", "contact"],
])("the name %j makes the file name %j", (name, file) => {
	expect(slug(name)).toBe(file);
});

/** Devices of Windows, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)/i;
const HOSTILE_NAMES = [
	...[
		"CON",
		"con.png",
		"NUL.",
		"PRN.tar.gz",
		"aux .txt",
		"Aux.",
		"com1",
		"COM9.tar.png",
		"lpt0",
		"LPT9..png",
		"com¹.png",
		"ｃｏｎ.png",
	],
	...[
		"con/con",
		"x\\nul.png",
		"nul::$DATA",
		"CONIN$",
		"a:stream.png",
		"a.png:Zone.Identifier",
		"...",
		"..",
		".",
		"~",
		"-rf",
		"--help",
	],
	...[
		"a.",
		"a ",
		"a. . .",
		" .png",
		"a\u202egnp.exe",
		"\u2066a\u2069",
		"a\u0000.png",
		"a\r\nb: c.png",
		"\u001b[2J.png",
		"\ud800",
		"\udfff.png",
	],
	...[
		"x".repeat(5_000),
		`${"x".repeat(5_000)}.png`,
		"é".repeat(300),
		"e\u0301".repeat(300),
		"😀".repeat(100),
		"._".repeat(20_000),
	],
	...[
		"a\u200db",
		"a\u00adb.png",
		"\ufeffa.png",
		"．．/／x",
		"..\u2215..\u2215x",
		"..%2f..%2fx",
		"%00.png",
		"Ⅷ.png",
		"ﬁ.png",
		"İ.png",
		"ß.png",
	],
	...[
		"__proto__",
		"constructor.png",
		".htaccess",
		".git",
		"git~1",
		".GIT\u200c",
		"desktop.ini",
		"Thumbs.db",
		"$(touch x).png",
		"`x`.png",
		"a;b|c&d.png",
	],
	...[
		"'\"><img src=x>.png",
		"file:///etc/passwd",
		"\\\\server\\share\\x.png",
		"C:con",
		"%TEMP%.png",
		"{{x}}.png",
		"*.png",
		"?.png",
	],
];

describe("names of assets", () => {
	test.each([
		["Übersicht 2.PNG", ".png", "Ubersicht-2.png"],
		["../../etc/passwd", ".svg", "passwd.svg"],
		["C:\\photos\\me.jpeg", ".jpg", "me.jpg"],
		[".htaccess", ".json", "htaccess.json"],
		["\u0000\u202e", ".png", "asset.png"],
		["a".repeat(300), ".mp4", `${"a".repeat(80)}.mp4`],
	])("%j is stored as a safe name", (sent, extension, stored) => {
		const name = assetName(sent, extension, new Set());
		expect(name).toBe(stored);
		expect(AssetName.safeParse(name).success).toBe(true);
	});

	test("is safe on every system, by any of the names that were tried", () => {
		const names = HOSTILE_NAMES.map((sent) => ({ sent, stored: assetName(sent, ".png", new Set()), slugged: slug(sent) }));
		const broken = names.filter(
			({ stored, slugged }) =>
				!AssetName.safeParse(stored).success ||
				[stored, slugged].some(
					(name) => RESERVED.test(name) || /[. ]$|[\p{Cc}\p{Cf}\\/:*?"<>|]/u.test(name) || name !== name.toWellFormed(),
				),
		);
		console.log(`names of files: ${names.length} tried, ${names.length - broken.length} held`);
		expect(broken).toEqual([]);
	});

	test("a taken name gets a number, whatever its letter case", () => {
		expect(assetName("Logo.png", ".png", new Set(["logo.png", "Logo-2.png"]))).toBe("Logo-3.png");
	});
});

describe("the name a person gave a file", () => {
	test.each([
		["海の休日.png", "海の休日.png"],
		["Отпуск на море.png", "Отпуск на море.png"],
		["عطلة.mp4", "عطلة.mp4"],
		["👩‍👩‍👧.gif", "👩‍👩‍👧.gif"],
		["line%0D%0Abreak.png", "line break.png"],
		["line%0abreak.png", "line break.png"],
		["quote%22name.png", 'quote"name.png'],
		["100%25 off.png", "100%25 off.png"],
		["C:\\photos\\me.jpeg", "me.jpeg"],
		["/home/me/me.jpeg", "me.jpeg"],
		["e\u0301t\u00e9.png", "été.png"],
		["evil\u202egnp.exe", "evil gnp.exe"],
		["\ud800.png", "\ufffd.png"],
		["", "file"],
		["\u0000", "file"],
	])("%j is kept as %j", (sent, kept) => {
		expect(originalName(sent)).toBe(kept);
	});

	test("a very long one is shortened and keeps its ending", () => {
		const name = originalName(`${"海".repeat(400)}.png`);
		expect([...name]).toHaveLength(200);
		expect(name.endsWith("….png")).toBe(true);
	});
});
