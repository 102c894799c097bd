import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { plainWords, scenesShowing, shownByScene } from "../testing/shown.ts";
import { planFilm } from "./index.ts";

const plan = (prompt: string) => planFilm(readBrief(prompt), null);

/** A prompt, what one scene each shows word for word, and what no scene shows. */
const FAULTS: [string, string[], string[]][] = [
	["Poster film for the band Low Tide. Neon on black, fast.", ["band", "Low Tide"], ["Neon", "black", "fast"]],
	["A film about tea in 4:5. Three leaves a cup.", ["tea", "Three leaves a cup"], ["4:5", "film"]],
	[
		"Video about photosynthesis. Light and water go in, sugar and oxygen come out.",
		["photosynthesis", "sugar and oxygen come out"],
		["video"],
	],
	["Film about our street. 4 of 5 neighbours want trees.", ["4 of 5", "neighbours want trees"], []],
	["Make a video about trains and buses: 3 min vs 4 min.", ["3 min vs 4 min"], ["video", "make"]],
	['Film about our library. "Read. Whisper. Return."', ["Read. Whisper. Return."], []],
	["Film about our library. Read. Whisper. Return.", ["Read. Whisper. Return"], []],
	["A 15 second film about bees that says 75% of crops need them", ["bees", "75%", "of crops need them"], ["that says", "15"]],
	[
		"Carbonara recipe: 320 g of spaghetti, 150 g of guanciale, 4 egg yolks, 80 g of pecorino.",
		["320 g of spaghetti", "150 g of guanciale", "4 egg yolks", "80 g of pecorino"],
		[],
	],
	["A film about frogs for kids, playful, colourful, bouncy.", ["frogs"], ["playful", "colourful", "bouncy", "kids"]],
	["Ein Film über Honig, neongelb auf schwarz. Bienen fliegen.", ["Honig", "Bienen fliegen"], ["neongelb", "schwarz"]],
	["Um filme sobre vidro. 3 de 4 garrafas voltam ao mar. Em 2023: 12 toneladas.", ["3 de 4", "Em 2023"], []],
	["Video for Abendsonne. Live music, raffle.", ["Live music", "raffle"], []],
	["Video for Tom. Warm, raffle.", ["raffle"], ["Warm"]],
	["Video für das Sommerfest. Kaffee und Kuchen, Livemusik, Tombola.", ["Kaffee und Kuchen", "Livemusik", "Tombola"], []],
	["Video for the gym. Route: Bristol, Swindon", ["Bristol", "Swindon"], []],
	["材料：玉ねぎ2個、にんじん1本。手順：切る、炒める", ["切る", "炒める"], []],
	["Video for fastlint. Terminal: npm install -g fastlint", ["npm install -g fastlint"], []],
	["Video for Luma. Pastel: we grow", ["We grow"], ["Pastel"]],
	["Video for Luma. Warm: soft, pastel", ["Luma"], ["soft", "pastel"]],
	["Film for Pod Lipa. At the end: Welcome!", ["Welcome!"], ["At the end"]],
	["Film for Pod Lipa. At the end: Thank you!", ["Thank you!"], ["At the end"]],
	["Film o Pod Lipą. Na końcu: Zapraszamy!", ["Zapraszamy!"], ["Na końcu"]],
	["Film pour Pod Lipa. À la fin : Merci !", ["Merci !"], ["fin"]],
	["Vídeo para Pod Lipa. Al final: ¡Gracias!", ["¡Gracias!"], ["final"]],
	["Show how our app Trackly works on a phone: 1. Scan 2. Pick 3. Save", ["Trackly", "Scan", "Save"], []],
	["Vidéo pour le salon de coiffure Chez Margot", ["salon de coiffure", "Chez Margot"], []],
	["Un film de 10 secondes sur le miel. Calme.", ["miel"], ["gracias", "secondes", "calme"]],
];

describe("the kind of a scene", () => {
	it.each<[string, string, Record<string, unknown>]>([
		[
			"Bee film. Steps: find a flower, take the nectar, carry the pollen.",
			"Steps",
			{ steps: [{ title: "Find a flower" }, { title: "Take the nectar" }, { title: "Carry the pollen" }] },
		],
		[
			'A film about bees. "No bees, no breakfast" by Ada Lovelace.',
			"Quote",
			{ quote: "No bees, no breakfast", author: "Ada Lovelace" },
		],
		['A film about bees. "No bees, no breakfast" by Ada Lovelace, farmer.', "Quote", { author: "Ada Lovelace", role: "farmer" }],
		[
			"A film about bees. A bar chart of hives: 2021: 10, 2022: 14, 2023: 21.",
			"BarChart",
			{
				bars: [
					{ label: "2021", value: 10 },
					{ label: "2022", value: 14 },
					{ label: "2023", value: 21 },
				],
			},
		],
		[
			"Café film. Espresso: 2.40 €, Cappuccino: 3.20 €.",
			"PriceList",
			{
				items: [
					{ name: "Espresso", price: "2.40 €" },
					{ name: "Cappuccino", price: "3.20 €" },
				],
			},
		],
		[
			"Carbonara: 320 g of spaghetti, 150 g of guanciale, 80 g pecorino. Boil the pasta. Fry the guanciale. Serve at once.",
			"Recipe",
			{ steps: ["Boil the pasta", "Fry the guanciale", "Serve at once"] },
		],
		[
			"Pancake recipe video\n200 g flour\n2 eggs\na pinch of salt\n\n1. Whisk\n2. Fry",
			"Recipe",
			{ ingredients: [{ amount: "200 g" }, { amount: "2" }, { name: "a pinch of salt" }], steps: ["Whisk", "Fry"] },
		],
		[
			"Cup final: Harbour Rowers 3 - 2 Mill Town, after extra time.",
			"Score",
			{ title: "Cup final", home: "Harbour Rowers", away: "Mill Town", note: "after extra time" },
		],
		["Film about our café. Rating 4.8 of 5 from 2,310 people.", "Rating", { stars: 4.8, shown: "Rating 4.8 of 5" }],
		[
			"Film about the mill. 1894: the mill is built. 1961: the last sack. 2003: a roof, at last.",
			"Timeline",
			{ events: [{ date: "1894" }, { date: "1961" }, { date: "2003", text: "A roof, at last" }] },
		],
		[
			"Solar power by year: 2021: 12 GWh, 2022: 19 GWh, 2023: 31 GWh.",
			"BarChart",
			{ title: "Solar power by year", bars: [{ value: 12, shown: "12 GWh" }, { value: 19 }, { value: 31 }] },
		],
		[
			"Mitgliederzahlen als Balkendiagramm: 2020: 310, 2021: 295, 2022: 342, 2023: 401, 2024: 466.",
			"BarChart",
			{ title: "Mitgliederzahlen" },
		],
		[
			"Film about Tidewater. Tidewater vs paper: setup 2 min vs 20 min, sharing 1 tap vs none.",
			"Versus",
			{ sides: ["Tidewater", "Paper"], rows: [{ label: "setup", values: ["2 min", "20 min"] }, { label: "sharing" }] },
		],
		[
			"Film about the ferry. From Stockholm via Mariehamn to Helsinki.",
			"RouteMap",
			{ from: "Stockholm", via: ["Mariehamn"], to: "Helsinki" },
		],
		[
			"Film about the ferry. Cabins from £89 instead of £119.",
			"PriceList",
			{ items: [{ name: "Cabins", price: "from £89", oldPrice: "instead of £119" }] },
		],
		[
			"Film about our play. Cast: Elena as Clara, Tom as Luis.",
			"Team",
			{
				title: "Cast",
				people: [
					{ name: "Elena", role: "as Clara" },
					{ name: "Tom", role: "as Luis" },
				],
			},
		],
		[
			"Film about our show. Curated by Ana Ruiz, photographs by Leo Baum.",
			"Credits",
			{
				lines: [
					{ role: "Curated by", name: "Ana Ruiz" },
					{ role: "Photographs by", name: "Leo Baum" },
				],
			},
		],
		[
			"Compare our two plans. Basic: 1 user, 5 GB. Pro: 10 users, 1 TB.",
			"Comparison",
			{ left: { title: "Basic", points: ["1 user", "5 GB"] }, right: { title: "Pro" } },
		],
		[
			'Film about our clinic. Phone +44 20 7946 0188. End with "Book your visit".',
			"ContactCard",
			{ title: "Book your visit", phone: "+44 20 7946 0188" },
		],
		[
			"App launch for Tidy, a to-do app. Plan your day, share lists, get reminders.",
			"PhoneFrame",
			{ title: "Tidy", screens: [{ lines: ["Plan your day", "Share lists", "Get reminders"] }] },
		],
	])("is that of its content, which is in no other scene: %s", (prompt, kind, props) => {
		const film = plan(prompt);
		const shown = film.storyboard.scenes.filter((scene) => scene.scene === kind);
		expect(shown).toHaveLength(1);
		expect(shown[0]?.props).toMatchObject(props);
		expect(film.storyboard.scenes.filter((scene) => scene.scene === "KineticText" || scene.scene === "Points")).toEqual([]);
	});
});

describe("a film's words", () => {
	it.each(FAULTS)("are those of the prompt: %s", (prompt, wanted, unwanted) => {
		const film = plan(prompt);
		for (const text of wanted) expect([text, scenesShowing(film, text) > 0]).toEqual([text, true]);
		const all = ` ${plainWords(shownByScene(film).join(" "))} `;
		for (const text of unwanted) expect([text, all.includes(` ${plainWords(text)} `)]).toEqual([text, false]);
	});

	it("keep a recipe's amounts together in one scene", () => {
		const film = plan("Carbonara recipe: 320 g of spaghetti, 150 g of guanciale, 4 egg yolks, 80 g of pecorino.");
		expect(shownByScene(film).filter((scene) => /\d+ g/.test(scene))).toHaveLength(1);
	});

	it.each([
		"make a video about our bakery",
		"Our quarterly results: 12 new shops, 340 jobs",
		"Ein Film über Honig",
		"Un vidéo sobre el mar",
	])("never thank for watching, and have no heading of ours: %s", (prompt) => {
		expect(shownByScene(plan(prompt)).join(" ")).not.toMatch(
			/thank|danke|merci|gracias|at a glance|in numbers|auf einen blick|en cifras/i,
		);
	});
});

describe("figures, addresses and code", () => {
	it.each<[string, string, Record<string, unknown>]>([
		["Video over ons hotel. 4,6 van de 5 sterren", "Rating", { stars: 4.6, total: 5 }],
		["Vidéo sur notre hôtel. 4,6 sur les 5 étoiles", "Rating", { stars: 4.6, total: 5 }],
		["Video für Sonnenkorn. Am Ende www.sonnenkorn.de zeigen", "ContactCard", { link: "www.sonnenkorn.de" }],
		["Vidéo pour Luma. À la fin afficher luma.example", "ContactCard", { title: "Luma", link: "luma.example" }],
		["Video for hangangrun.example", "Title", { title: "hangangrun.example" }],
		["Video for fastlint. npm install -g fastlint", "Terminal", { commands: [{ command: "npm install -g fastlint" }] }],
		[
			"Revenue by quarter: Q1 $1.2M, Q2 $1.5M, Q3 $2.1M",
			"BarChart",
			{ bars: [{ shown: "$1.2M" }, { shown: "$1.5M" }, { shown: "$2.1M" }] },
		],
	])("are shown as they were written: %s", (prompt, kind, props) => {
		const { scenes } = plan(prompt).storyboard;
		expect(scenes.find(({ scene }) => scene === kind)?.props).toMatchObject(props);
	});
});

describe("a film's title", () => {
	it.each<[string, string, string | null]>([
		["App launch for Tidy, a to-do app. Plan your day, share lists, get reminders.", "Tidy", null],
		["A 20 second film for my bakery Krume in Leipzig. Geöffnet Di–So 9–18 Uhr.", "Krume", "Bakery"],
		["Neon on black, fast. Kickboxing gym FURY opens Saturday 12 December, 14 Harbour Row.", "FURY", "Kickboxing gym"],
		['A 25 second report film. "Roofs that pay". 40 roofs in one year.', "Roofs that pay", "Report"],
		['A 20 second film for a family clinic, "Linden Practice". Steps: book, come in, talk.', "Linden Practice", "Family clinic"],
		['Playful, 15 seconds, for the kindergarten "Puddle & Hill". We play outside.', "Puddle & Hill", "The kindergarten"],
		['A film for the kindergarten "Puddle & Hill". We play outside.', "Puddle & Hill", "The kindergarten"],
		['فيديو لعطر "ليل الورد". رائحة الليل.', "ليل الورد", "عطر"],
		['도자기 공방 "흙과 불"을 위한 20초 영상. 손으로 빚은 그릇.', "흙과 불", "도자기 공방"],
		["温泉旅館「月の湯」の20秒動画。静かな夜。", "月の湯", "温泉旅館"],
	])("is the name of its subject, and what it is stands above it: %s", (prompt, title, kicker) => {
		expect(readBrief(prompt).blocks[0]).toMatchObject({ kind: "title", title, kicker });
	});

	it.each(["Carbonara: 320 g of spaghetti, 150 g of guanciale, 80 g pecorino. Boil the pasta. Serve at once."])(
		"is that of the recipe it begins with: %s",
		(prompt) => {
			expect(readBrief(prompt).title).toBe("Carbonara");
			expect(plan(prompt).storyboard.scenes[0]).toMatchObject({ scene: "Title", props: { title: "Carbonara" } });
		},
	);
});

it("an address is no app: its page is not shown on a phone", () => {
	const film = plan("Film about our course. Learn to bake, meet friends, taste bread. Book at bread.app");
	expect(film.storyboard.scenes.map(({ scene }) => scene)).not.toContain("PhoneFrame");
});

it("three sentences in a row are not words alone where the film has an object", () => {
	const film = plan("Why do leaves turn red? Chlorophyll breaks down in autumn. Carotenoids show yellow. Anthocyanins make red.");
	const kinetic = film.storyboard.scenes.map(({ scene }) => (scene === "KineticText" ? "K" : "-")).join("");
	expect(kinetic).not.toContain("KKK");
});

describe("a film's ratio", () => {
	it.each([
		["A short film about bees. Calm.", null],
		["Short films about our town, warm", null],
		["Un short sobre abejas", null],
		["Ein Short über Bienen", null],
		["ミツバチについてのショートフィルム", null],
		["YouTube Short about bees", "9:16"],
		["A film about bees for YouTube Shorts", "9:16"],
		["A film about bees. Format: Shorts.", "9:16"],
		["Reel about bees, 16:9", "16:9"],
		["An Instagram reel in landscape about bees", "16:9"],
		["TikTok about bees, square", "1:1"],
		["Vídeo quadrado para a padaria Luma", "1:1"],
		["סרטון ריבוע על תה", "1:1"],
		["فيديو عن الشاي بشكل عمودي", "9:16"],
		["Vidéo format story pour Chez Margot", "9:16"],
	])("comes from a format before a platform, and not from a short film: %s", (prompt, ratio) => {
		expect(readBrief(prompt).ratio).toBe(ratio);
	});
});

describe("a quote's author", () => {
	const authors: [string, string, string | null][] = [
		['Film about patience. "Slow is smooth." — Proverb. Slow, cinematic.', "Proverb", null],
		['Film about patience. "Slow is smooth." — J. R. R. Tolkien, writer. Slow.', "J. R. R. Tolkien", "writer"],
		['Film about patience. "Slow is smooth." — Dr. Ada King. Calm.', "Dr. Ada King", null],
		['Film about our ship. CEO Dana Brooks: "We build it to last."', "Dana Brooks", "CEO"],
		['Film about our ship. Dana Brooks, CEO: "We build it to last."', "Dana Brooks", "CEO"],
	];
	it.each(authors)("ends at the full stop and can stand before a colon: %s", (prompt, author, role) => {
		const quote = readBrief(prompt).blocks.find((block) => block.kind === "quote");
		expect(quote).toMatchObject({ author, role });
		expect(scenesShowing(plan(prompt), author)).toBe(1);
	});
});

describe("labels of opposites", () => {
	const labelled: [string, string[]][] = [
		["Hand hygiene for cooks. Do: wash your hands. Don't: touch your face.", ["Do: wash your hands", "Don't: touch your face"]],
		["Hand hygiene for cooks.\nDo:\n- wash\n- rinse\nDon’t:\n- touch", ["Do wash rinse", "Don’t touch"]],
		["Un vídeo sobre nuestra casa. Antes: paredes grises. Después: un jardín.", ["Antes: paredes", "Después: un jardín"]],
		["A film about our house. Before: grey walls. After: a garden.", ["Before: grey walls", "After: a garden"]],
	];
	it.each(labelled)("are shown with what they label: %s", (prompt, wanted) => {
		const film = plan(prompt);
		for (const text of wanted) expect([text, scenesShowing(film, text)]).toEqual([text, 1]);
	});

	it("are instructions where they label how the film is made", () => {
		const film = plan("Film about email. Do: bold colours. Don't: music.");
		expect(shownByScene(film).join(" ")).not.toMatch(/\bdo\b|don't|music|bold/i);
	});

	it("are read whole in Chinese: no step is cut in two", () => {
		const film = plan("制作一个关于泡茶的15秒视频。第一步烧水，第二步放茶叶，第三步倒水。");
		expect(shownByScene(film).join(" ")).not.toMatch(/(?<!第[一二三])步/u);
	});
});

describe("the kind of a block", () => {
	const kinds: [string, Record<string, unknown>][] = [
		[
			"Film about our bakery.\nSales by month:\nMonth,Bread,Cakes\nJan,120,30\nFeb,140,35\nMar,160,40",
			{ kind: "table", title: "Sales by month", columns: ["Month", "Bread", "Cakes"] },
		],
		[
			"Film über den Spieltag. Endstand: SV Nord 3 - 2 FC Süd.",
			{ kind: "score", title: "Endstand", home: "SV Nord", homeScore: 3, awayScore: 2, away: "FC Süd" },
		],
		["球队之夜。终场：北京队 3 - 2 上海队", { kind: "score", title: "终场", home: "北京队", away: "上海队" }],
		[
			"Film about our weekend. Saturday 10-12°C rain, Sunday 12-15°C sun, Monday 9-11°C clouds.",
			{ kind: "weather", days: expect.arrayContaining([{ day: "Saturday", temperature: "10-12°C", sky: "rain" }]) },
		],
		["Film about our bakery. 4/5 stars from 200 guests.", { kind: "rating", value: 4, most: 5 }],
	];
	it.each(kinds)("is what its words say: %s", (prompt, block) => {
		expect(readBrief(prompt).blocks).toContainEqual(expect.objectContaining(block));
	});

	it("is no rating where days of a month follow each other", () => {
		const prompt = "Film about our festival. 5/10 Doors open. 6/10 First concert. 7/10 Fireworks.";
		expect(readBrief(prompt).blocks.map(({ kind }) => kind)).not.toContain("rating");
		for (const text of ["5/10 Doors open", "6/10 First concert"]) expect(scenesShowing(plan(prompt), text)).toBe(1);
	});
});

describe("a sentence about the film", () => {
	const negatives: [string, string[], string[]][] = [
		["Bitte keine Musik, dunkler Hintergrund, neongelbe Schrift", ["Bitte keine Musik"], ["dunkler"]],
		["Ein Film über Honig. Keine Musik, dunkler Hintergrund, neongelbe Schrift.", ["Keine Musik"], ["dunkler"]],
		["Film about honey. No music, dark background, neon yellow letters, drawn bees.", ["No music"], ["dark", "yellow"]],
		["Film about honey. No red, green or blue.", ["No red", "green or blue."], []],
	];
	it.each(negatives)("refuses only what its negative clause names: %s", (prompt, refused, wished) => {
		const { spans } = readBrief(prompt);
		expect(spans.filter(({ kind }) => kind === "negative").map(({ text }) => text)).toEqual(refused);
		const others = spans.filter(({ kind }) => kind === "style" || kind === "colour").map(({ text }) => text);
		expect(others).toEqual(expect.arrayContaining(wished));
	});
});

describe("what is not to be mentioned", () => {
	it.each([
		"Video for Luma. Do not mention prices.",
		"Video for Luma. Don't mention the price",
		"Vidéo pour Luma. Ne mentionnez pas le prix",
		"Video für Luma. Bitte keine Preise nennen",
		"Video para Luma. No menciones el precio",
		"Video for Luma, no scary stuff",
	])("is an instruction: %s", (prompt) => {
		expect(readBrief(prompt).spans.filter(({ kind }) => kind === "negative")).toHaveLength(1);
		expect(plan(prompt).storyboard.scenes.map(({ scene }) => scene)).toEqual(["Title", "Logo"]);
	});

	it("is content where the film tells people what not to do", () => {
		const film = plan("Tips for our new staff. Never give up. Do not touch the oven.");
		for (const text of ["Never give up", "Do not touch the oven"]) expect(scenesShowing(film, text)).toBe(1);
	});
});

describe("a film's length", () => {
	it.each([
		["Film about flight: 1903 first flight, 12 seconds; 1969 moon landing, 8 days. 40 s, dark.", 40, "12 seconds"],
		["A 30 second film about flight. 1903 first flight, 12 seconds; 1969 moon landing, 8 days.", 30, "12 seconds"],
	])("is named in a sentence of its own or beside its noun, and others are content: %s", (prompt, seconds, shown) => {
		expect(readBrief(prompt).seconds).toBe(seconds);
		expect(scenesShowing(plan(prompt), shown)).toBe(1);
	});

	it.each([
		["A film about bees, 20 seconds, vertical. Calm.", 20],
		["video de 15s sobre el café", 15],
		["做一个10秒公益短片", 10],
		["A film about our shops, 20 seconds. 10 seconds per scene.", 20],
	])("is the only one, or the first: %s", (prompt, seconds) => {
		expect(readBrief(prompt).seconds).toBe(seconds);
	});
});

describe("the examples of the first page", () => {
	const golden: [string, string[]][] = [
		[
			'A 20 second launch film for "Aurora", a lamp that follows the sun. Dark and calm, warm amber light. Say "Light that knows the hour", show that it saves 38% of energy, and end with "Order from 4 May".',
			["Aurora A lamp that follows the sun", "Light that knows the hour", "It saves 38% of energy", "Aurora Order from 4 May"],
		],
		[
			"A 25 second year in review for a bicycle workshop: 1,240 bikes repaired, 86 volunteers, 12 tonnes of CO2 saved. A bar chart of repairs by season: spring 410, summer 380, autumn 290, winter 160. Fresh green, optimistic.",
			[
				"Bicycle workshop Year in review",
				"1,240 bikes repaired",
				"86 volunteers 12 tonnes of CO2 saved",
				"Repairs by season Spring 410 Summer 380 Autumn 290 Winter 160",
			],
		],
		[
			'A fast 12 second vertical clip: "Three ways to slow down". 1. Walk without a phone. 2. Cook something slowly. 3. Write one letter. Bold type, coral and cream, ends with "Start tonight".',
			[
				"Three ways to slow down",
				"Walk without a phone Cook something slowly Write one letter",
				"Three ways to slow down Start tonight",
			],
		],
		[
			'A quiet 10 second square film around one sentence: "The sea does not hurry, and yet everything arrives." Deep blue, serif type, slow fades, no music.',
			["The sea does not hurry, and yet everything arrives."],
		],
		[
			'Explain in 30 seconds how compost is made, in four steps: "Collect", "Layer", "Wait eight weeks", "Sieve". Friendly, earthy colours, drawn marks, ends with "Feed your garden".',
			["How compost is made", "Collect Layer Wait eight weeks Sieve", "Feed your garden"],
		],
		[
			'A vertical 15 second invitation: "Night of Short Films", Friday 21 November, 8 pm, Harbour Hall, 14 films from 9 countries. Black and violet, kinetic type, ends with "Free entry".',
			[
				"Night of Short Films Friday 21 November 8 pm Harbour Hall",
				"14 films from 9 countries",
				"Night of Short Films Free entry",
			],
		],
	];
	it.each(golden)("show their content and nothing else: %s", (prompt, scenes) => {
		expect(shownByScene(plan(prompt)).map(plainWords)).toEqual(scenes.map(plainWords));
	});
});
