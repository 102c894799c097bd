import { describe, expect, it } from "vitest";
import { looks } from "../../../template/src/looks/index.ts";
import { tracks } from "../../../template/src/music/tracks.ts";
import { readBrief } from "../reading/brief.ts";
import { withSounds } from "./effects.ts";
import { planFilm } from "./index.ts";
import { chooseTrack, nextTrack } from "./music.ts";

const track = (prompt: string) =>
	/music\/(\w+)\.mp3/.exec(planFilm(readBrief(prompt), null).storyboard.audio[0]?.src ?? "")?.[1] ?? null;

describe("the music that a brief asks for", () => {
	it.each([
		["A film about tea with calm piano music", ["piano"]],
		["Upbeat music please. A film about our summer fair on 4 July", ["sunny"]],
		["A dramatic trailer for our hike, epic orchestral music", ["epic"]],
		["A film about owls. Mysterious soundtrack.", ["mystery"]],
		["Promo for a gym, driving electronic music", ["drive"]],
		["Ein Film über Bienen mit ruhiger Klaviermusik", ["piano"]],
		["Une vidéo sur le miel, avec une musique épique", ["epic"]],
		["Un vídeo sobre el mar con música tranquila de piano", ["piano"]],
		["Um vídeo sobre café com música de violão", ["warm"]],
		["Un video sul mare con musica allegra", ["sunny", "bright"]],
		["Film o pszczołach ze spokojną muzyką, pianino", ["piano"]],
		["Een film over de zee met rustige pianomuziek", ["piano"]],
		["Deniz hakkında bir film, gizemli müzik", ["mystery"]],
		["海についての動画。ピアノの音楽で。", ["piano"]],
		["制作一个关于大海的视频。钢琴音乐。", ["piano"]],
		["바다에 대한 영상. 피아노 음악.", ["piano"]],
		["فيديو عن البحر مع موسيقى بيانو", ["piano"]],
		["סרטון על הים עם מוזיקת פסנתר", ["piano"]],
		["समुद्र के बारे में वीडियो, पियानो संगीत के साथ", ["piano"]],
	])("%s", (prompt, wanted) => expect(wanted).toContain(track(prompt)));

	it.each([
		"A film about tea, no music",
		"A film about tea without sound",
		"Ein Film über Tee ohne Musik",
		"Un film sur le thé, sans musique",
		"Un vídeo sobre el té sin música",
		"Um vídeo sobre chá sem música",
		"Un video sul tè senza musica",
		"Film o herbacie bez muzyki",
		"Een film over thee zonder muziek",
		"Çay hakkında bir film, müziksiz",
		"お茶についての動画。音楽なし。",
		"制作一个关于茶的视频。不要音乐。",
		"차에 대한 영상. 음악 없이.",
		"فيديو عن الشاي بدون موسيقى",
		"סרטון על תה בלי מוזיקה",
		"चाय के बारे में वीडियो, बिना संगीत के",
	])("is none, and no effect either: %s", (prompt) => {
		const { storyboard } = planFilm(readBrief(prompt), null);
		expect(storyboard.audio).toEqual([]);
		expect(storyboard.scenes.filter((scene) => scene.transition?.sound !== undefined)).toEqual([]);
	});
});

it("each look has tracks of its music, and no two moods the same ones", () => {
	for (const [name, look] of Object.entries(looks)) {
		const chosen = new Set(
			Array.from({ length: 40 }, (_, seed) => chooseTrack({ words: [], style: [], moods: [], look: look.music, seed })),
		);
		for (const id of chosen) expect([name, look.music.includes(tracks[id]?.moods[0] ?? "")]).toEqual([name, true]);
	}
});

it("each track is chosen by a word of its own, and another one is another one", () => {
	for (const [id, { words }] of Object.entries(tracks)) {
		const found = words.map((word) => chooseTrack({ words: [word], style: [], moods: [], look: [], seed: 1 }));
		expect([id, found.includes(id)]).toEqual([id, true]);
		expect(nextTrack(`audio/music/${id}.mp3`)).not.toBe(id);
	}
});

describe("sounds of transitions", () => {
	const scenes = Array.from({ length: 10 }, (_, index) => ({
		id: `s-${index}`,
		scene: "Title",
		durationInFrames: 75,
		props: {},
		...(index > 0 ? { transition: { type: index % 4 === 3 || index === 9 ? "turn" : "usual", durationInFrames: 14 } } : {}),
	}));
	const heard = (look: string) =>
		withSounds(scenes, { look, transitions: ["usual", "turn"] }, 30).flatMap((scene) => scene.transition?.sound ?? []);

	it.each(Object.keys(looks))("%s: some are heard, never each, and few in a calm look", (look) => {
		expect(heard(look).length).toBeGreaterThan(0);
		expect(heard(look).length).toBeLessThan(scenes.length - 1);
		if (looks[look]?.motion.ease === "glide") expect(heard(look)).not.toEqual(expect.arrayContaining(["hit", "pop", "whoosh"]));
	});

	it("differ with the character of the motion", () => {
		expect(
			new Set([heard("cinema"), heard("playroom"), heard("brutal"), heard("terminal"), heard("swiss")].map(String)).size,
		).toBe(5);
	});
});
