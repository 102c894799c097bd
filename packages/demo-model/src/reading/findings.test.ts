import { describe, expect, it } from "vitest";
import { type Findings, readFindings } from "./findings.ts";

/** What a prompt must at least be understood as. */
interface Expected {
	topic?: string;
	name?: string;
	description?: string;
	seconds?: number | null;
	ratio?: Findings["ratio"];
	quotes?: string[];
	roles?: string[];
	authors?: (string | undefined)[];
	facts?: string[];
	labels?: string[];
	colours?: string[];
	moods?: string[];
	music?: Findings["music"];
	font?: Findings["font"];
	lists?: string[];
	items?: string[];
	address?: string;
	language?: string;
	files?: string[];
	transition?: string;
	numbers?: string[];
}

const TABLE: [string, Expected][] = [
	[
		'Make a 15 second film about Acme, a coffee roaster. End with "Visit us today".',
		{
			topic: "Acme",
			name: "Acme",
			description: "a coffee roaster",
			seconds: 15,
			quotes: ["Visit us today"],
			roles: ["action"],
			colours: [],
		},
	],
	[
		"Create a 30-second vertical TikTok promo for Lumen. Navy background, coral accent, calm music.",
		{ name: "Lumen", seconds: 30, ratio: "9:16", colours: ["navy:background", "coral:accent"], music: ["calm"] },
	],
	["Explain how photosynthesis works in 30 seconds", { topic: "how photosynthesis works", seconds: 30 }],
	["Our app charges your phone in 30 seconds.", { seconds: null, numbers: ["30"] }],
	[
		"Half a minute about the Eiffel Tower: 330 m tall, 1,665 steps",
		{ name: "Eiffel Tower", seconds: 30, facts: ["330 m", "1,665"], labels: ["tall", "steps"] },
	],
	["A one-minute film on bees", { topic: "bees", seconds: 60 }],
	['A 20 second film about bees called "Small Wings"', { topic: "bees", seconds: 20 }],
	['A 5 second film about tea that says "Leaf by leaf" and 12 gardens', { topic: "tea", seconds: 5, quotes: ["Leaf by leaf"] }],
	["video about tea, 1 minute 20 seconds long", { topic: "tea", seconds: 80 }],
	["a minute and a half about the sea, please", { topic: "sea", seconds: 90 }],
	["20s ad for Pip", { name: "Pip", seconds: 20 }],
	["Duration: 12s. Topic: Winter sale", { topic: "Winter sale", seconds: 12 }],
	["Make a film about a train that takes 3 hours and 20 minutes", { seconds: null, numbers: ["3", "20"] }],
	["A square post about yoga", { ratio: "1:1" }],
	["Instagram reel about surfing", { ratio: "9:16" }],
	["A portrait of a painter, 16:9", { ratio: "16:9" }],
	["YouTube short about knots", { ratio: "9:16" }],
	["A film in 1080x1080 about tiles", { ratio: "1:1", numbers: [] }],
	["Film about red shoes", { topic: "red shoes", colours: ["red:null"] }],
	[
		"Use #ff8800 as accent and #112233 as background for a film about rust",
		{ colours: ["#ff8800:accent", "#112233:background"], numbers: [] },
	],
	["White text on dark blue, a film about the moon", { colours: ["white:text", "dark blue:background"] }],
	["A film about olive oil and orange juice", { colours: [] }],
	["Elegant film about watches in black and gold", { moods: ["elegant"], colours: ["black:null", "gold:null"] }],
	[
		"Playful and energetic ad for a toy shop, serif font, zoom transitions, no music",
		{ moods: ["playful", "energetic"], font: "Fraunces", transition: "zoom", music: "none" },
	],
	["Film with “curly”, «chevrons», „German“ and 'single' quotes", { quotes: ["curly", "chevrons", "German", "single"] }],
	["It's the dogs' favourite: rock 'n' roll isn't dead", { quotes: [] }],
	["Say 'Don't panic' and 'It's 42'", { quotes: ["Don't panic", "It's 42"], numbers: [] }],
	['A 24" monitor called "Vista"', { quotes: ["Vista"], roles: ["title"], numbers: ["24"] }],
	[
		'"It changed our week" — Ada Byron, CTO of Loop',
		{ quotes: ["It changed our week"], roles: ["quote"], authors: ["Ada Byron"] },
	],
	['Ines Prado says: "We never planned this". Film about luck.', { roles: ["quote"], authors: ["Ines Prado"] }],
	[
		'Open with "Hello", then "Middle", end with "Bye"',
		{
			roles: ["title", "plain", "action"],
			quotes: ["Hello", "Middle", "Bye"],
		},
	],
	['Trailer for a documentary "Beyond the Dark"', { roles: ["title"] }],
	[
		"48% growth, 1,200 customers and $2.5M revenue",
		{ facts: ["48%", "1,200", "$2.5M"], labels: ["growth", "customers", "revenue"] },
	],
	["Revenue grew from $12M to $48M", { facts: ["$48M"], labels: ["Revenue"] }],
	["94% of users sleep better", { facts: ["94%"], labels: ["of users sleep better"] }],
	["A film about Nova 2", { name: "Nova 2", facts: [], numbers: ["2"] }],
	["The wedding of Mia and Jo on 14 June 2025 at 3 pm", { labels: [], numbers: ["14", "2025", "3"] }],
	[
		"1 in 3 people, 24/7, 4.9 out of 5, v2.0, call 030-1234567",
		{ labels: [], numbers: ["1", "3", "24/7", "4.9", "5", "2.0", "030", "1234567"] },
	],
	[
		"Film about our bakery:\n- Fresh bread\n- 24 sorts of cake\n- Open daily",
		{ lists: ["points"], items: ["Fresh bread", "24 sorts of cake", "Open daily"], numbers: ["24"] },
	],
	[
		"How it works:\n1. Sign up\n2. Pick a plan\n3. Go",
		{ lists: ["steps"], items: ["Sign up", "Pick a plan", "Go"], numbers: [] },
	],
	["1) Book a call 2) Get a plan 3) Launch", { lists: ["steps"], items: ["Book a call", "Get a plan", "Launch"] }],
	["Process: plan → build → ship", { lists: ["steps"], items: ["plan", "build", "ship"] }],
	[
		"First it warms the water, then it grinds, finally it pours.",
		{ lists: ["steps"], items: ["it warms the water", "it grinds", "it pours"] },
	],
	["Features: fast, small and open", { lists: ["points"], items: ["fast", "small", "open"] }],
	["Coffee vs Tea. Coffee: strong, hot; Tea: mild, light", { topic: "Coffee vs Tea", lists: ["versus"] }],
	["Sales: 2021: 10, 2022: 25, 2023: 60", { lists: ["chart"], items: ["2021=10", "2022=25", "2023=60"] }],
	["Market share: Acme 45%, Beta 30%, Others 25%", { lists: ["chart"], items: ["Acme=45", "Beta=30", "Others=25"] }],
	["version 2.0, model X-500, on 2024-05-01", { lists: [] }],
	["The history of the bicycle: 1817 running machine, 1861 pedals, 1885 safety bicycle", { lists: ["steps"] }],
	["Listen at nightsignals.fm or mail us", { address: "nightsignals.fm" }],
	["Show lisbon.jpg and assets/porto.png in a film about Portugal", { files: ["lisbon.jpg", "porto.png"] }],
	[
		"Erstelle ein ruhiges Video über Berlin mit „Willkommen“, 20 Sekunden, Hochformat",
		{ name: "Berlin", seconds: 20, ratio: "9:16", quotes: ["Willkommen"], moods: ["calm"], language: "de" },
	],
	[
		"Crea un vídeo de 20 segundos sobre el café con «Hecho con amor» y 45 % de descuento",
		{ topic: "café", seconds: 20, quotes: ["Hecho con amor"], numbers: ["45"], language: "es" },
	],
	[
		"Fais une vidéo de 15 secondes pour notre marque Éclat : « La lumière ». 250 boutiques.",
		{ name: "Éclat", seconds: 15, quotes: ["La lumière"], facts: ["250"], language: "fr" },
	],
];

describe("reading a prompt", () => {
	it.each(TABLE)("%s", (prompt, expected) => {
		const brief = readFindings(prompt);
		const read: Required<Expected> = {
			topic: brief.subject.topic,
			name: brief.subject.name ?? "",
			description: brief.subject.description ?? "",
			seconds: brief.seconds,
			ratio: brief.ratio,
			quotes: brief.quotes.map((quote) => quote.text),
			roles: brief.quotes.map((quote) => quote.role),
			authors: brief.quotes.map((quote) => quote.author),
			facts: brief.facts.map((fact) => fact.raw),
			labels: brief.facts.filter((fact) => fact.clean && !fact.isYear && fact.label).map((fact) => fact.label),
			colours: brief.colours.map((colour) => `${colour.name}:${colour.role}`),
			moods: brief.moods,
			music: brief.music,
			font: brief.font,
			lists: brief.lists.map((list) => list.kind),
			items: brief.lists.flatMap((list) =>
				list.kind === "chart"
					? list.points.map((point) => `${point.label}=${point.value}`)
					: list.kind === "versus"
						? []
						: list.items,
			),
			address: brief.address ?? "",
			language: brief.language,
			files: brief.files,
			transition: brief.transition ?? "",
			numbers: brief.mustShow.filter((wanted) => wanted.kind === "number").map((wanted) => wanted.text),
		};
		const keys = Object.keys(expected) as (keyof Expected)[];
		expect(Object.fromEntries(keys.map((key) => [key, read[key]]))).toEqual(expected);
	});

	it("reads a prompt of a hundred kilobytes without stalling", () => {
		const shapes = [
			"1 ",
			"a-",
			".a",
			"12:",
			"1’000’",
			"     ",
			'"ab" ',
			"\n1. a",
			"lorem ipsum dolor, sit amet 12 % and ",
			"a".repeat(500),
			"- point 1\n",
			'say "hello there" now. ',
			"x, y, z and ",
			"((((",
			"12,12,12,",
			"' ' \" ",
			"2020: 1, ",
			"a: b, c: d, ",
		];
		for (const shape of shapes) {
			const prompt = shape.repeat(Math.ceil(100_000 / shape.length)).slice(0, 100_000);
			const started = performance.now();
			expect(readFindings(prompt).prompt.length).toBeGreaterThanOrEqual(0);
			// Generous: this guards against patterns whose time explodes, not against a slow machine.
			expect(performance.now() - started).toBeLessThan(60_000);
		}
	});
});
