import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, moved, poly, rect, segment, turned } from "../path.ts";

const cone = poly("48,96 152,96 100,196", 5);
const jar =
	"M46 62L154 62C164 70 168 80 168 92L168 166C168 180 158 190 144 190L56 190C42 190 32 180 32 166L32 92C32 80 36 70 46 62Z";
const flame = (x: number, y: number, phase: number) =>
	moving(
		{ kind: "swing", at: [x, y + 12], degrees: 7, seconds: 0.8, phase },
		solid("accent", blob(`${x},${y - 16}! ${x + 9},${y + 2} ${x},${y + 12} ${x - 9},${y + 2}`)),
	);

export const sweets = {
	icecream: drawing(
		"Ice cream",
		solid("accent", cone),
		inside(
			cone,
			...[-40, -14, 12, 38, 64].flatMap((x) => [
				stroke("accent2", lines(`${40 + x},80 ${120 + x},200`), 4),
				stroke("accent2", lines(`${120 + x},80 ${40 + x},200`), 4),
			]),
		),
		solid("tint", circle(68, 78, 40)),
		solid("light", circle(132, 78, 40)),
		solid("main", blob("52,58 56,26 100,8 144,26 148,58 156,76 140,84 128,74 118,94 102,80 84,92 72,76 58,82")),
		flat("tint", turned(rect(80, 34, 16, 6, 3), -30, 88, 37)),
		flat("light", turned(rect(108, 30, 16, 6, 3), 40, 116, 33)),
		flat("light", turned(rect(98, 54, 16, 6, 3), 10, 106, 57)),
		together(solid("accent", circle(104, 12, 13)), stroke("line", curve("108,2 116,-6 126,-6"), 4)),
	),
	popsicle: drawing(
		"Ice lolly",
		solid("accent", rect(88, 140, 24, 56, 10)),
		solid("main", "M48 60C48 26 70 6 100 6C130 6 152 26 152 60L152 150C152 154 149 156 146 156L54 156C51 156 48 154 48 150Z"),
		inside(
			"M48 60C48 26 70 6 100 6C130 6 152 26 152 60L152 150C152 154 149 156 146 156L54 156C51 156 48 154 48 150Z",
			solid("tint", blob("40,-10 160,-10 170,64 140,74 128,60 110,92 92,66 74,78 60,62 40,70")),
		),
		stroke("shade", lines("82,104 82,136"), 9),
		stroke("shade", lines("118,104 118,136"), 9),
	),
	cake: drawing(
		"Cake",
		...[62, 100, 138].map((x) => solid("light", rect(x - 6, 34, 12, 44, 3))),
		flame(62, 20, 0),
		flame(100, 20, 0.3),
		flame(138, 20, 0.6),
		solid("tint", ellipse(100, 182, 92, 12)),
		solid("main", rect(20, 122, 160, 58, 10)),
		solid("accent", blob("18,118! 182,118! 182,134 166,148 152,136 138,154 122,138 104,156 86,138 68,152 52,136 34,148 18,134")),
		solid("main", rect(40, 76, 120, 48, 9)),
		solid("light", blob("38,74! 162,74! 162,88 148,100 134,90 118,106 102,90 84,104 68,90 52,100 38,88")),
	),
	cupcake: drawing(
		"Cupcake",
		solid("accent", poly("36,110 164,110 146,192 54,192", 8)),
		...["58,118 70,184", "80,118 86,184", "120,118 114,184", "142,118 130,184", "100,118 100,184"].map((line) =>
			stroke("accent2", lines(line), 5),
		),
		solid("main", blob("24,110 26,86 50,78 52,56 80,48 86,24 116,26 122,50 150,58 150,80 174,88 176,110 150,122 50,122")),
		stroke("tint", curve("54,84 92,94 146,80"), 6),
		stroke("tint", curve("80,54 104,60 122,52"), 6),
		together(solid("accent", circle(100, 20, 15)), flat("light", circle(95, 15, 4))),
	),
	donut: drawing(
		"Doughnut",
		solid("accent", `${circle(100, 100, 90)}`),
		solid(
			"main",
			blob("100,18 138,22 168,48 182,88 172,112 176,138 150,146 138,170 110,164 86,180 66,160 38,154 34,124 18,102 30,64 56,32"),
		),
		flat("accent2", circle(100, 98, 33)),
		flat("shade", `${circle(102, 102, 26)}`),
		...[
			[56, 70, 20],
			[92, 42, -40],
			[138, 62, 60],
			[152, 104, 10],
			[128, 142, -30],
			[84, 148, 40],
			[50, 116, -60],
			[114, 44, 30],
			[68, 94, 80],
		].map(([x = 0, y = 0, angle = 0], index) =>
			flat(index % 2 === 0 ? "light" : "tint", turned(rect(x - 9, y - 3.5, 18, 7, 3.5), angle, x, y)),
		),
	),
	cookie: drawing(
		"Cookie",
		solid("main", blob("100,10 132,14 136,40 164,44 168,72 190,84 186,126 158,168 112,190 66,184 26,152 10,106 22,60 54,26")),
		...["62,64,13", "108,60,11", "52,116,12", "98,108,15", "140,108,12", "84,154,13", "132,150,11"].map((place) => {
			const [x = 0, y = 0, r = 0] = place.split(",").map(Number);
			return together(flat("line", circle(x, y, r)), flat("shade", circle(x - r * 0.3, y - r * 0.3, r * 0.35)));
		}),
		flat("main", circle(174, 30, 9)),
		flat("main", circle(156, 16, 5)),
	),
	chocolate: drawing(
		"Bar of chocolate",
		solid("shade", turned(rect(46, 8, 108, 120, 8), 8)),
		...[0, 1].flatMap((row) =>
			[0, 1, 2].map((column) => solid("main", turned(rect(54 + column * 33, 16 + row * 34, 28, 28, 4), 8))),
		),
		solid("tint", turned(poly("40,94 62,82 80,96 100,82 120,96 140,82 160,94 160,104 40,104", 2), 8)),
		solid("accent", turned(rect(40, 100, 120, 92, 6), 8)),
		flat("light", turned(rect(56, 128, 88, 36, 5), 8)),
		stroke("accent", turned(lines("72,146 128,146"), 8), 8),
	),
	candy: drawing(
		"Sweet",
		moving(
			{ kind: "swing", at: [52, 100], degrees: 6, seconds: 1.6 },
			solid("accent", blob("56,100! 30,70 8,56! 4,100 10,146! 32,130")),
		),
		moving(
			{ kind: "swing", at: [148, 100], degrees: -6, seconds: 1.6 },
			solid("accent", blob("144,100! 170,70 192,56! 196,100 190,146! 168,130")),
		),
		solid("main", circle(100, 100, 56)),
		inside(
			circle(100, 100, 56),
			stroke("light", curve("68,30 92,70 68,110 84,170"), 13),
			stroke("light", curve("112,30 136,70 112,110 128,170"), 13),
		),
	),
	lollipop: drawing(
		"Lollipop",
		stroke("accent", lines("100,120 100,192"), 11),
		moving(
			{ kind: "turn", at: [100, 76], seconds: 14 },
			solid("main", circle(100, 76, 68)),
			stroke("light", arc(100, 60, 16, 90, 270), 11),
			stroke("light", arc(100, 76, 32, -90, 90), 11),
			stroke("light", arc(100, 64, 44, 90, 260), 11),
		),
	),
	honey: drawing(
		"Jar of honey",
		solid("main", jar),
		inside(jar, flat("shade", rect(20, 160, 160, 40))),
		solid("accent", rect(42, 36, 116, 28, 7)),
		solid("light", rect(52, 100, 96, 54, 8)),
		flat("accent", poly("86,112 100,104 114,112 114,130 100,138 86,130", 3)),
		moving(
			{ kind: "swing", at: [150, 10], degrees: 3, seconds: 3 },
			stroke("accent2", lines("124,26 176,-2"), 9),
			solid("accent2", turned(ellipse(108, 36, 24, 19), -28, 108, 36)),
			stroke("accent", turned(lines("100,18 100,54"), -28, 108, 36), 4),
			stroke("accent", turned(lines("114,18 114,54"), -28, 108, 36), 4),
		),
		solid("main", blob("86,44 100,54 104,76 96,92 90,76 80,62")),
	),
	popcorn: drawing(
		"Popcorn",
		...["56,64", "84,44", "116,42", "146,62", "70,80", "102,70", "132,82"].map((place, index) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			const puff = blob("80,100 86,84 100,84 108,76 122,86 122,100 114,118 100,116 84,118");
			return moving(
				{ kind: "drift", by: [0, 4], seconds: 1 + (index % 3) * 0.2, phase: index * 0.3 },
				solid(index % 2 === 0 ? "light" : "tint", moved(puff, x - 101, y - 97)),
			);
		}),
		solid("main", poly("32,84 168,84 148,194 52,194", 5)),
		inside(
			poly("32,84 168,84 148,194 52,194", 5),
			flat("light", poly("56,80 78,80 82,200 68,200")),
			flat("light", poly("110,80 132,80 122,200 106,200")),
		),
		flat("accent", ellipse(94, 138, 30, 20)),
	),
	pie: drawing(
		"Pie",
		moving({ kind: "rise", height: 24, seconds: 3 }, stroke("tint", curve("80,52 72,40 84,28 76,14"), 8)),
		moving({ kind: "rise", height: 24, seconds: 3, phase: 0.4 }, stroke("tint", curve("120,52 112,40 124,28 116,14"), 8)),
		solid("main", segment(100, 124, 82, 180, 360)),
		stroke("shade", lines("100,64 100,92"), 8),
		stroke("shade", lines("66,78 76,98"), 8),
		stroke("shade", lines("134,78 124,98"), 8),
		solid("accent", blob("16,118 26,104 42,116 60,104 80,116 100,104 120,116 140,104 158,116 174,104 184,118 178,136 22,136")),
		solid("line", poly("22,134 178,134 160,178 40,178", 8)),
	),
	pancakes: drawing(
		"Pancakes",
		solid("tint", ellipse(100, 176, 94, 16)),
		...[150, 126, 102].map((y) =>
			together(solid("accent", rect(24, y - 8, 152, 30, 15)), flat("tint", rect(34, y + 4, 132, 6, 3))),
		),
		solid("main", ellipse(100, 92, 76, 22)),
		solid("shade", blob("54,88 100,78 148,88 150,104 142,132 134,108 108,110 100,148 90,110 66,106 60,122 52,104")),
		moving(
			{ kind: "drift", by: [0, 2], seconds: 2 },
			solid("light", poly("74,66 114,58 128,74 88,84", 4)),
			solid("tint", poly("74,66 88,84 88,94 74,78", 2)),
		),
	),
};
