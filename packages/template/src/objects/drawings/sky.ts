import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, flattened, lines, poly, rect, scaled, segment, star, turned } from "../path.ts";

const cloud =
	"M52 150C26 150 10 132 10 110C10 88 26 72 48 72C56 46 78 32 104 32C134 32 156 50 162 76C180 80 190 94 190 112C190 134 174 150 150 150Z";
const smallCloud = scaled(cloud, 0.86, 100, 20);
const crescent =
	"M124 16C76 10 26 44 26 102C26 154 68 190 114 186C140 184 164 170 178 148C126 158 86 124 86 82C86 54 100 30 124 16Z";
const globe = circle(100, 100, 88);
const visor = blob("62,72 80,56 120,56 138,72 136,104 118,118 82,118 64,104");

export const sky = {
	sun: drawing(
		"Sun",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 36 },
			...Array.from({ length: 12 }, (_, index) =>
				solid(index % 2 === 0 ? "accent" : "main", turned(poly("90,44 110,44 100,4", 3), index * 30)),
			),
		),
		solid("main", circle(100, 100, 54)),
		stroke("light", arc(100, 100, 38, 190, 250), 8),
	),
	moon: drawing(
		"Moon",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 3, seconds: 5 },
			solid("main", crescent),
			flat("shade", circle(62, 96, 11)),
			flat("shade", circle(84, 144, 14)),
			flat("shade", circle(60, 130, 6)),
			flat("shade", circle(78, 50, 8)),
		),
		moving({ kind: "blink", seconds: 2 }, solid("accent", star(148, 60, 22, 9, 5, 3))),
		moving({ kind: "blink", seconds: 2.6 }, solid("accent", star(172, 112, 13, 5, 5, 2))),
	),
	cloud: drawing(
		"Cloud",
		moving({ kind: "drift", by: [5, 0], seconds: 4 }, solid("tint", cloud)),
		stroke("light", arc(100, 84, 36, 190, 265), 9),
	),
	rain: drawing(
		"Rain cloud",
		...[40, 76, 112, 148].map((x, index) =>
			moving(
				{ kind: "rise", height: -34, seconds: 1.1, phase: index * 0.17 },
				solid(
					"main",
					blob(
						`${x + 8},${136 + (index % 2) * 10}! ${x + 8},${166 + (index % 2) * 10} ${x - 4},${172 + (index % 2) * 10} ${x - 8},${158 + (index % 2) * 10}`,
					),
				),
			),
		),
		solid("tint", smallCloud),
		stroke("light", arc(98, 76, 32, 190, 265), 8),
	),
	storm: drawing(
		"Thunderstorm",
		moving({ kind: "blink", seconds: 1.2 }, solid("accent", poly("108,104 66,160 94,160 80,198 136,140 106,140 122,104", 3))),
		solid("shade", smallCloud),
		stroke("main", arc(98, 76, 32, 190, 265), 8),
	),
	lightning: drawing(
		"Lightning",
		solid("main", poly("122,4 30,114 88,114 66,196 172,78 112,78", 5)),
		stroke("light", lines("108,34 64,92"), 8),
	),
	snowflake: drawing(
		"Snowflake",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 30 },
			...[0, 60, 120, 180, 240, 300].map((angle) =>
				together(
					stroke("main", turned(lines("100,100 100,12"), angle), 12),
					stroke("main", turned(lines("78,28 100,50 122,28"), angle), 10),
					stroke("accent", turned(lines("86,58 100,72 114,58"), angle), 8),
				),
			),
			solid("accent", star(100, 100, 20, 12, 6, 2)),
		),
	),
	rainbow: drawing(
		"Rainbow",
		stroke("main", arc(100, 150, 82, 180, 360), 18),
		stroke("tint", arc(100, 150, 64, 180, 360), 18),
		stroke("accent", arc(100, 150, 46, 180, 360), 18),
		stroke("accent2", arc(100, 150, 28, 180, 360), 18),
		solid("light", blob("2,166 4,146 22,138 34,126 54,138 68,148 66,170 34,176")),
		solid("light", blob("134,168 134,148 150,138 166,126 184,138 198,150 196,170 166,176")),
	),
	wind: drawing(
		"Wind",
		moving({ kind: "drift", by: [7, 0], seconds: 2 }, stroke("main", `${lines("8,78 118,78")}${arc(118, 52, 26, 90, -150)}`, 15)),
		moving(
			{ kind: "drift", by: [9, 0], seconds: 2.6 },
			stroke("accent", `${lines("26,110 150,110")}${arc(150, 84, 26, 90, -130)}`, 15),
		),
		moving(
			{ kind: "drift", by: [6, 0], seconds: 1.7 },
			stroke("main", `${lines("8,142 104,142")}${arc(104, 164, 22, -90, 140)}`, 15),
		),
	),
	star: drawing(
		"Star",
		moving(
			{ kind: "swing", at: [100, 106], degrees: 3, seconds: 3 },
			solid("main", star(100, 106, 98, 42, 5, 10)),
			flat("light", blob("84,62 92,56 88,80 62,90 58,84")),
		),
		moving(
			{ kind: "blink", seconds: 1.6 },
			flat("accent", star(176, 34, 16, 6, 4, 1)),
			flat("accent", star(22, 40, 12, 5, 4, 1)),
		),
	),
	planet: drawing(
		"Planet",
		stroke("accent", turned(flattened(arc(100, 100, 90, 180, 360), 0.3), -18), 12),
		solid("main", circle(100, 100, 58)),
		inside(
			circle(100, 100, 58),
			flat("tint", turned(rect(30, 72, 140, 12), -18)),
			flat("shade", turned(rect(30, 112, 140, 16), -18)),
		),
		stroke("accent", turned(flattened(arc(100, 100, 90, 0, 180), 0.3), -18), 12),
		moving({ kind: "blink", seconds: 2 }, flat("accent", star(30, 40, 14, 5, 4, 1)), flat("accent", star(172, 168, 12, 4, 4, 1))),
	),
	earth: drawing(
		"Earth",
		solid("main", globe),
		inside(
			globe,
			moving(
				{ kind: "drift", by: [5, 0], seconds: 8 },
				solid("accent", blob("24,66 50,30 88,26 104,44 84,58 92,78 70,92 62,118 40,108 22,92")),
				solid("accent", blob("72,112 98,110 112,128 100,158 84,182 72,156")),
				solid("accent", blob("118,40 150,38 190,60 192,110 168,128 150,160 132,140 126,108 110,96 120,72 140,66")),
			),
		),
		stroke("light", arc(100, 100, 74, 200, 250), 7),
	),
	rocket: drawing(
		"Rocket",
		moving(
			{ kind: "pulse", at: [100, 150], amount: 0.1, seconds: 0.4 },
			solid("accent", blob("78,150! 122,150! 120,176 100,198! 80,176")),
			flat("light", blob("90,150! 110,150! 108,166 100,178! 92,166")),
		),
		solid("accent", blob("64,102! 36,128 32,168! 68,152")),
		solid("accent", blob("136,102! 164,128 168,168! 132,152")),
		solid("main", blob("100,2! 134,46 142,100 130,154! 70,154! 58,100 66,46")),
		inside(
			blob("100,2! 134,46 142,100 130,154! 70,154! 58,100 66,46"),
			flat("shade", rect(50, 0, 100, 42)),
			flat("light", rect(50, 128, 100, 10)),
		),
		solid("light", circle(100, 82, 24)),
		flat("line", circle(100, 82, 16)),
		stroke("tint", arc(100, 82, 9, 190, 260), 4),
	),
	astronaut: drawing(
		"Astronaut",
		solid("tint", rect(50, 116, 100, 60, 14)),
		solid("light", blob("56,124 100,114 144,124 156,160 152,196! 48,196! 44,160")),
		stroke("light", curve("52,140 26,130 18,104"), 24),
		moving(
			{ kind: "swing", at: [146, 144], degrees: 8, seconds: 1.6 },
			stroke("light", curve("148,140 174,124 178,96"), 24),
			solid("main", circle(179, 92, 15)),
		),
		solid("main", circle(18, 100, 15)),
		solid("light", circle(100, 84, 62)),
		solid("line", visor),
		flat("main", blob("74,74 90,64 98,66 82,82 76,98 72,90")),
		solid("main", rect(72, 148, 56, 30, 6)),
		flat("light", circle(86, 163, 6)),
		flat("accent", rect(98, 158, 22, 10, 3)),
	),
	satellite: drawing(
		"Satellite",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 4, seconds: 5 },
			stroke("line", turned(lines("20,100 180,100"), -35), 6),
			...[8, 134].map((x) =>
				together(
					solid("main", turned(rect(x, 76, 58, 48, 4), -35)),
					stroke("tint", turned(lines(`${x + 20},78 ${x + 20},122`), -35), 3),
					stroke("tint", turned(lines(`${x + 39},78 ${x + 39},122`), -35), 3),
					stroke("tint", turned(lines(`${x + 2},100 ${x + 56},100`), -35), 3),
				),
			),
			solid("accent", turned(rect(76, 62, 48, 76, 8), -35)),
			solid("light", turned(segment(100, 152, 26, 0, 180), -35)),
		),
		...[30, 46].map((radius, index) =>
			moving({ kind: "blink", seconds: 1.4, phase: index * 0.3 }, stroke("accent", arc(136, 150, radius, 10, 80), 6)),
		),
	),
	telescope: drawing(
		"Telescope",
		stroke("line", lines("100,118 62,192"), 9),
		stroke("line", lines("100,118 138,192"), 9),
		stroke("line", lines("100,118 100,192"), 9),
		moving(
			{ kind: "swing", at: [100, 112], degrees: 4, seconds: 5 },
			solid("shade", turned(rect(14, 92, 50, 28, 4), -28, 100, 106)),
			solid("main", turned(rect(56, 84, 74, 44, 5), -28, 100, 106)),
			solid("accent", turned(rect(124, 76, 52, 60, 6), -28, 100, 106)),
		),
		solid("line", circle(100, 118, 13)),
		moving({ kind: "blink", seconds: 1.8 }, flat("accent", star(38, 40, 15, 6, 4, 1)), flat("main", star(80, 20, 10, 4, 4, 1))),
	),
	thermometer: drawing(
		"Thermometer",
		solid(
			"light",
			"M100 6C114 6 124 16 124 30L124 116C138 124 146 138 146 152C146 176 126 194 100 194C74 194 54 176 54 152C54 138 62 124 76 116L76 30C76 16 86 6 100 6Z",
		),
		solid("main", circle(100, 152, 32)),
		moving({ kind: "drift", by: [0, 5], seconds: 3 }, flat("main", rect(89, 58, 22, 96, 11))),
		...[38, 58, 78, 98].map((y) => stroke("line", lines(`136,${y} 156,${y}`), 6)),
		stroke("tint", arc(100, 152, 20, 180, 250), 6),
	),
	umbrella: drawing(
		"Umbrella",
		stroke("line", `${lines("100,16 100,170")}${arc(82, 170, 18, 0, 170)}`, 9),
		solid(
			"main",
			"M8 104C8 54 50 20 100 20C150 20 192 54 192 104C180 92 158 92 146 104C132 90 114 90 100 104C86 90 68 90 54 104C42 92 20 92 8 104Z",
		),
		flat("accent", "M54 104C56 66 74 34 100 20C126 34 144 66 146 104C132 90 114 90 100 104C86 90 68 90 54 104Z"),
		...[34, 166].map((x, index) =>
			moving(
				{ kind: "rise", height: -30, seconds: 1.2, phase: index * 0.4 },
				solid("tint", blob(`${x},126! ${x + 9},146 ${x},154 ${x - 9},146`)),
			),
		),
	),
};
