import { planFilm, readBrief } from "@storydream/demo-model";
import type { Ratio, Storyboard } from "@storydream/protocol";
import { LATER_PROMPTS } from "./later-prompts.ts";

/** Prompts of sound films: trades, languages and forms that people ask for. */
const PROMPTS: readonly string[] = [
	'A 15 second film about clean wells: 2.2 billion people lack safe water. "Every drop counts". Neon on black, fast. End with wells.org',
	"Make a 12 second video about our bakery: fresh bread from 6 am, 14 kinds of rolls, closed on Mondays. Warm and calm.",
	"Steps to repot a plant: 1. Water the plant. 2. Loosen the roots. 3. Fill in new soil. 4. Press it down. Botanical look.",
	"Our year: revenue grew from 2.1 to 3.4 million euros. 120 new customers. 18 people. Corporate, calm.",
	"Recipe for carbonara: 320 g of spaghetti, 150 g of guanciale, 4 egg yolks, 80 g of pecorino. Boil the pasta. Fry the guanciale. Mix everything.",
	"Compare tea and coffee: tea has 40 mg of caffeine, coffee has 95 mg.",
	"A film for a bicycle shop: new tyres, honest repair, coffee while you wait. Retro print style, 4:5",
	"Score of the final: Blue Hill 3 - 2 Green Lake. Goal in minute 90+4.",
	"Invitation: Anna and Ben marry on 12 June 2027 at 3 pm in the old mill. Elegant serif.",
	'Testimonial of Maria Lopez, farmer: "It saved our harvest"',
	"Countdown for the new year: 3, 2, 1. Party, playful, colourful, bouncy.",
	"Opening hours of the library: Mon to Fri 9 am to 6 pm, Sat 10 am to 2 pm.",
	"Weather for the weekend: Saturday sun 24°C, Sunday rain 18°C.",
	"4 of 5 neighbours recycle glass. Vertical video for Reels, 10 seconds.",
	"Route from Berlin to Vienna by night train, 11 hours. Atlas look.",
	"Introducing Aurora, an app for sleep. Track it. Understand it. Sleep better. aurora.app",
	"Price list: cut 24 €, wash 8 €, colour 45 €. Luxury look.",
	"The history of our club: 1954 founded, 1978 first cup, 2003 new stadium, 2024 women's team.",
	"75% of crops need bees. Plant flowers. Save the bees. Square.",
	"Team: Ada Park, design. Leo Kim, code. Mia Stern, sales.",
	"make something cool",
	"Version 7.0.3 runs on macOS 14. Faster start, dark mode, 12 fixes. Terminal look.",
	"Shares of our energy: wind 45%, solar 30%, water 15%, gas 10%.",
	"Erstelle ein 15 Sekunden langes Video über unsere Rösterei: 12 Sorten Kaffee, seit 1987 geöffnet, 4 von 5 Gästen kommen wieder. Ende mit Komm vorbei.",
	"Ein Hochformat-Video über Brot: Mehl, Wasser, Salz und Zeit. Ruhig und warm.",
	"Crée une vidéo de 12 secondes sur notre café : 12 cafés torréfiés, ouvert depuis 1987. Termine par Venez nous voir.",
	"Haz un vídeo vertical de 15 segundos sobre café de Colombia. 4 de 5 clientes vuelven. Termina con Ven a vernos.",
	"Crie um vídeo de 10 segundos sobre a praia: sol, mar e descanso. Cores quentes.",
	"Crea un video di 12 secondi sulla pizza: farina, pomodoro, mozzarella. Colori caldi.",
	"Zrób 12-sekundowy film o naszej piekarni: chleb na zakwasie, otwarte od 6:00.",
	"Maak een video van 10 seconden over fietsen in Utrecht: 125.000 fietsers per dag.",
	"Kahve dükkanımız için 12 saniyelik bir video: taze kavrulmuş, 12 çeşit kahve.",
	"コーヒー店の15秒の動画を作って。自家焙煎、12種類の豆、朝7時から。",
	"做一个15秒的视频，介绍我们的茶馆：12种茶，1987年开业。",
	"카페를 위한 12초 영상: 직접 볶은 커피, 12가지 원두.",
	"اصنع فيديو مدته 15 ثانية عن مقهانا: 12 نوعا من القهوة، مفتوح منذ 1987.",
	"צור סרטון של 12 שניות על בית הקפה שלנו: 12 סוגי קפה.",
	"हमारी चाय की दुकान के बारे में 15 सेकंड का वीडियो: 12 तरह की चाय.",
	'A film for cinema, 21:9: "The night has a sound." Coming 3 October. Dark, slow.',
	"Before and after: the kitchen before had 3 lamps, after it has daylight. Swiss style.",
];
const RATIOS: readonly (Ratio | null)[] = [null, "16:9", "9:16", "1:1", null, "4:5", "21:9"];

/** Sound films: plans of the demo model, with the brief that they were made of. */
export const soundFilms = (): SoundFilm[] => filmsOf(PROMPTS);

/** As many more, of prompts that no threshold was chosen by. */
export const laterFilms = (): SoundFilm[] => filmsOf(LATER_PROMPTS);

interface SoundFilm {
	prompt: string;
	board: Storyboard;
}

function filmsOf(prompts: readonly string[]): SoundFilm[] {
	return prompts.map((prompt, index) => {
		const read = readBrief(prompt);
		const brief = { ...read, ratio: read.ratio ?? RATIOS[index % RATIOS.length] ?? null };
		const { storyboard } = planFilm(brief, null);
		return { prompt, board: storyboard };
	});
}
