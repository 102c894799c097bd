import { filmDurationInFrames, Storyboard } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { planFilm } from "../plan/index.ts";
import { readBrief } from "../reading/brief.ts";
import { LANGUAGES, type Language } from "../reading/words/types.ts";
import { ANSWERS } from "./answers/index.ts";
import { changeAnswer, nothingChanged } from "./change-answer.ts";
import { type Decision, decide } from "./decision.ts";
import { filmAnswer, filmFacts, spokenLength, spokenScenes } from "./film-answer.ts";
import type { Turn } from "./turns.ts";

/** A brief in each language: length, ratio, mood, a name and a link. */
const BRIEFS: Record<Language, string> = {
	en: "A 20 second vertical film about the bakery Aurora, calm, no music, aurora.example",
	de: "Ein 20 Sekunden langer Film im Hochformat über die Bäckerei Aurora, ruhig, ohne Musik, aurora.example",
	fr: "Un film vertical de 20 secondes sur la boulangerie Aurora, calme, sans musique, aurora.example",
	es: "Un vídeo vertical de 20 segundos sobre la panadería Aurora, tranquilo, sin música, aurora.example",
	pt: "Um vídeo vertical de 20 segundos sobre a padaria Aurora, calmo, sem música, aurora.example",
	it: "Un video verticale di 20 secondi sul panificio Aurora, calmo, senza musica, aurora.example",
	pl: "Pionowy film 20 sekund o piekarni Aurora, spokojny, bez muzyki, aurora.example",
	nl: "Een verticale film van 20 seconden over bakkerij Aurora, rustig, zonder muziek, aurora.example",
	tr: "Aurora fırını hakkında 20 saniyelik dikey bir video, sakin, müziksiz, aurora.example",
	ja: "パン屋オーロラについての20秒の縦動画。落ち着いた、音楽なし、aurora.example",
	zh: "一个关于面包店极光的20秒竖屏视频，平静，无音乐，aurora.example",
	ko: "빵집 오로라에 관한 20초 세로 영상, 차분한, 음악 없이, aurora.example",
	ar: "فيديو عمودي مدته 20 ثانية عن مخبز أورورا، هادئ، بدون موسيقى، aurora.example",
	he: "סרטון אנכי של 20 שניות על מאפיית אורורה, רגוע, בלי מוזיקה, aurora.example",
	hi: "अरोरा बेकरी के बारे में 20 सेकंड का वर्टिकल वीडियो, शांत, बिना संगीत, aurora.example",
};
const turnOf = (prompt: string): Turn => ({ prompt, pictures: 0, calls: [], pointedAt: null, said: "" });
const say = (prompt: string, current: Storyboard | null): Decision =>
	decide({ turn: turnOf(prompt), earlier: [], current, files: [] });
const FILM = Storyboard.parse(
	planFilm(readBrief("A 30 second film about Aurora. Steps: 1. Mix 2. Bake 3. Eat. 24 sorts of bread. End with “Come by”"), null)
		.storyboard,
);
function edit(prompt: string, current: Storyboard) {
	const decision = say(prompt, current);
	if (decision.kind !== "edit") throw new Error(`expected an edit of “${prompt}”, got ${decision.kind}`);
	return decision;
}

describe("the answer to a brief", () => {
	it.each(LANGUAGES)("is short and in the language of the brief: %s", (language) => {
		const brief = readBrief(BRIEFS[language]);
		const plan = planFilm(brief, null);
		const text = filmAnswer({ brief, plan, storyboard: plan.storyboard, files: null, pictures: 0, trouble: null });
		expect(brief.language).toBe(language);
		expect(text).toContain(spokenLength(20, language));
		expect(text).toContain("9:16");
		expect(text).toContain(spokenScenes(plan.storyboard.scenes.length, language));
		const table = ANSWERS[language];
		expect(text).toContain(table.understood.split("{")[0]);
		for (const wish of table.suggest) expect(text).toContain(wish);
		expect(text.split("\n").filter(Boolean).length).toBeLessThanOrEqual(4);
		expect(text).not.toMatch(/[{}]|undefined/);
	});

	it("names what is missing: a voice, a picture that is not there, content without a place", () => {
		const brief = readBrief("A film about Aurora with a voice-over and my photo oven.jpg");
		const plan = planFilm(brief, null);
		const asked = [{ text: "24 sorts", kind: "number" as const, shownIn: [] }];
		const film = { ...plan.storyboard, brief: asked };
		const text = filmAnswer({ brief, plan, storyboard: film, files: [], pictures: 1, trouble: null });
		expect(text).toContain("Not in the film: “24 sorts”.");
		expect(text).toContain("I can't do this: “voice-over”.");
		expect(text).toContain("I did not find “oven.jpg”.");
		expect(text).toContain("can't see into attached pictures");
	});

	it("counts scenes and lengths by the rules of the language", () => {
		expect([1, 3, 7].map((count) => spokenScenes(count, "pl"))).toEqual(["1 scena", "3 sceny", "7 scen"]);
		expect([1, 2, 4, 12].map((count) => spokenScenes(count, "ar"))).toEqual(["مشهد واحد", "مشهدان", "4 مشاهد", "12 مشهدًا"]);
		expect(spokenLength(12.5, "de")).toBe("12,5 Sekunden");
		expect(spokenLength(150, "en")).toBe("2 minutes 30 seconds");
	});

	it.each(LANGUAGES)("to nothing but “begin again” is one question: %s", (language) => {
		for (const words of ANSWERS[language].startOver.split("|"))
			expect(say(words, FILM)).toEqual({ kind: "talk", text: ANSWERS[language].ask });
	});

	it.each(LANGUAGES)("to a greeting or thanks is in its language: %s", (language) => {
		const table = ANSWERS[language];
		const [hello = ""] = table.greetings.split("|");
		const answer = say(`${hello}!`, null);
		expect(answer.kind === "talk" ? answer.text : "").toMatch(/\S/);
		const [thanks = ""] = table.thanks.split("|");
		expect(say(thanks, FILM)).toEqual({ kind: "talk", text: table.welcome });
	});
});

describe("the tables of answers", () => {
	it.each(LANGUAGES)("have the same places to fill as English: %s", (language) => {
		const places = (value: unknown) => (typeof value === "string" ? (value.match(/\{\w+\}/g) ?? []).sort() : []);
		for (const [key, sentence] of Object.entries(ANSWERS.en))
			expect([key, places(Reflect.get(ANSWERS[language], key))]).toEqual([key, places(sentence)]);
	});

	it.each(LANGUAGES)("suggest only what works: %s", (language) => {
		for (const wish of ANSWERS[language].suggest) {
			const found = edit(wish, { ...FILM, language });
			expect([wish, found.notes.length, found.problems]).toEqual([wish, 1, []]);
		}
	});
});

describe("a follow-up in another language", () => {
	const others = LANGUAGES.filter((language) => language !== "en");
	const film = FILM;

	it.each(others)("swaps, removes and renames in the words of its table: %s", (language) => {
		const { wishes } = ANSWERS[language];
		const first = (wish: keyof typeof wishes, ...values: string[]) =>
			(wishes[wish].split("|")[0] ?? "").replace(/#|…/g, () => values.shift() ?? "");
		const ids = film.scenes.map(({ id }) => id);
		const swapped = edit(first("swap scene # and #", "2", "3"), film).storyboard.scenes.map(({ id }) => id);
		expect(swapped).toEqual([ids[0], ids[2], ids[1], ...ids.slice(3)]);
		const removed = edit(first("remove scene #", "2"), film).storyboard.scenes.map(({ id }) => id);
		expect(removed).toEqual(ids.filter((_, index) => index !== 1));
		expect(edit(first("change the title to …", "Borealis"), film).storyboard.scenes[0]?.props.title).toBe("Borealis");
		expect(edit(first("no music"), film).storyboard.audio).toEqual([]);
		const longer = edit(first("make the ending longer"), film).storyboard;
		expect(longer.scenes.at(-1)?.durationInFrames).toBeGreaterThan(film.scenes.at(-1)?.durationInFrames ?? 0);
		const look = edit(first("another look"), film);
		expect(look.notes).toHaveLength(1);
		expect(look.language).toBe(language);
		const vertical = edit(first("make it vertical"), film).storyboard;
		expect(vertical.height).toBeGreaterThan(vertical.width);
	});

	it.each([
		"remove the opening hours",
		"entferne die Öffnungszeiten",
		"supprime les horaires",
		"quita el horario",
		"togli gli orari",
		"remova o horário de funcionamento",
		"usuń godziny otwarcia",
		"verwijder de openingstijden",
		"çalışma saatlerini sil",
		"営業時間を削除して",
		"删除营业时间",
		"영업시간을 빼줘",
		"احذف ساعات العمل",
		"מחק את שעות הפתיחה",
		"खुलने का समय हटाएँ",
	])("removes a scene by its name, and only that: %s", (wish) => {
		const hours = { id: "opening-hours-1", scene: "OpeningHours", durationInFrames: 90, props: { title: "Open" } };
		const open = Storyboard.parse({ ...FILM, scenes: [...FILM.scenes.slice(0, 2), hours, ...FILM.scenes.slice(2)] });
		expect(edit(wish, open).storyboard.scenes).toEqual(FILM.scenes);
		expect(edit(wish, FILM).storyboard).toEqual(FILM);
	});

	it.each([
		["make the phone bigger", null],
		["mach das Telefon größer", null],
		["change the link to borealis.example", "borealis.example"],
		["ändere den Link zu borealis.example", "borealis.example"],
	])("changes the link of a contact card, and says that a phone has its size: %s", (wish, link) => {
		const card = {
			id: "contact-card-1",
			scene: "ContactCard",
			durationInFrames: 90,
			props: { title: "Aurora", link: "aurora.example" },
		};
		const phone = { id: "phone-frame-1", scene: "PhoneFrame", durationInFrames: 90, props: { title: "App" } };
		const before = Storyboard.parse({ ...FILM, scenes: [FILM.scenes[0], phone, card] });
		const found = edit(wish, before);
		if (link === null) {
			expect(found.storyboard).toEqual(before);
			expect(found.problems.join()).toMatch(/bigger/);
		} else expect(found.storyboard.scenes[2]?.props.link).toBe(link);
	});

	it.each(["rimuovi tutto tranne il titolo", "usuń wszystko oprócz tytułu", "非表示を除いてすべてを削除して"])(
		"does not remove what an exception names: %s",
		(wish) => expect(edit(wish, FILM).storyboard).toEqual(FILM),
	);

	it.each<[string, (now: Storyboard) => unknown]>([
		["als 9:16", (now) => now.height === 1920],
		["in 4:5", (now) => now.height === 1350],
		["15 secondi", (now) => filmDurationInFrames(now) === 450],
		["15秒にして", (now) => filmDurationInFrames(now) === 450],
		["bez muzyki", (now) => now.audio.length === 0],
		["音楽なし", (now) => now.audio.length === 0],
	])("is read by its instructions where it has no more: %s", (wish, holds) => {
		expect(holds(edit(wish, film).storyboard)).toBe(true);
	});

	it.each([
		["it", "fai volare un drago sui tetti"],
		["pl", "niech smok przeleci nad dachami"],
		["ja", "屋根の上に竜を飛ばして"],
		["ar", "اجعل تنينًا يطير فوق السطوح"],
		["de", "lass einen Drachen über die Dächer fliegen"],
	] as const)("changes nothing where it is not understood, and says so: %s", (language, wish) => {
		const found = edit(wish, { ...film, language });
		expect(found.storyboard).toEqual({ ...film, language });
		expect(found.notes).toEqual([]);
		const text = nothingChanged(found.language, found.problems);
		expect(text).toContain(ANSWERS[language].nothing);
		expect(text).not.toMatch(/don't|[{}]/);
	});

	it("is answered with what is different in the film, and with what was not done", () => {
		const { storyboard } = edit("make it square", film);
		const text = changeAnswer({
			language: "de",
			before: film,
			storyboard,
			notes: ["The film is square."],
			problems: ["“einen Drachen”: I don't understand this one."],
			trouble: null,
		});
		expect(text.split("\n")).toEqual([
			"Erledigt:",
			"- das Format ist geändert",
			"",
			"Das konnte ich nicht tun:",
			"- „einen Drachen“: Das verstehe ich nicht.",
			"",
			`Der Film hat jetzt: ${filmFacts(storyboard, "de")}.`,
		]);
	});

	it.each([
		"fammi un nuovo video sul tè verde",
		"Zrób nowy film o herbacie",
		"Maak een nieuwe video over thee",
		"Faz um novo vídeo sobre chá",
		"yeşil çay hakkında yeni bir video yap",
		"お茶についての新しい動画を作って",
		"做一个关于茶的新视频",
		"차에 관한 새 영상을 만들어줘",
		"اصنع فيلمًا جديدًا عن الشاي",
		"תכין סרטון חדש על תה",
		"चाय के बारे में नई फ़िल्म बनाएँ",
	])("asks for a new film, and gets one: %s", (wish) => {
		expect(say(wish, film).kind).toBe("film");
	});
});
