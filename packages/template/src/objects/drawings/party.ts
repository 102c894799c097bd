import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { blob, circle, curve, ellipse, lines, mirrored, poly, rect, star, turned } from "../path.ts";

const burst = (x: number, y: number, size: number, role: "main" | "accent" | "tint", phase: number) =>
	moving(
		{ kind: "pulse", at: [x, y], amount: 0.12, seconds: 1.3, phase },
		...Array.from({ length: 10 }, (_, index) =>
			stroke(role, turned(lines(`${x},${y - size * 0.35} ${x},${y - size}`), index * 36, x, y), size * 0.11),
		),
		...Array.from({ length: 10 }, (_, index) =>
			flat(role, turned(circle(x, y - size * 0.72, size * 0.06), index * 36 + 18, x, y)),
		),
		flat("light", circle(x, y, size * 0.1)),
	);
const eggBody = blob("100,8 142,50 162,112 140,168 100,188 60,168 38,112 58,50");
const ghostBody = blob("100,8 148,28 164,84 170,188! 146,166! 122,192! 100,168! 78,192! 54,166! 30,188! 36,84 52,28");

export const party = {
	balloons: drawing(
		"Balloons",
		stroke("line", curve("56,104 78,150 100,196"), 4),
		stroke("line", curve("148,110 124,150 100,196"), 4),
		moving(
			{ kind: "swing", at: [100, 190], degrees: 3, seconds: 2.6 },
			solid("accent", blob("56,16 92,34 96,72 70,104 58,110! 42,104 16,72 20,34")),
			solid("accent", poly("50,104 64,104 68,116 46,116", 2)),
			stroke("light", curve("32,66 34,48 46,38"), 7),
		),
		moving(
			{ kind: "swing", at: [100, 190], degrees: -3, seconds: 2.4 },
			solid("shade", blob("148,22 182,40 186,78 162,108 148,114! 134,108 110,78 114,40")),
			solid("shade", poly("142,108 154,108 158,120 138,120", 2)),
		),
		stroke("line", curve("102,126 98,160 100,196"), 4),
		moving(
			{ kind: "swing", at: [100, 190], degrees: 2, seconds: 3 },
			solid("main", blob("104,34 142,54 146,92 116,126 104,132! 90,126 60,92 64,54")),
			solid("main", poly("97,126 111,126 115,138 93,138", 2)),
			stroke("light", curve("76,86 78,68 90,58"), 8),
		),
	),
	fireworks: drawing(
		"Fireworks",
		burst(72, 76, 68, "main", 0),
		burst(146, 130, 50, "accent", 0.3),
		burst(154, 44, 36, "tint", 0.6),
		burst(48, 162, 32, "accent", 0.5),
	),
	confetti: drawing(
		"Party popper",
		solid("main", poly("10,192 62,66 138,142", 5)),
		inside(
			poly("10,192 62,66 138,142", 5),
			stroke("light", lines("34,100 106,172"), 12),
			stroke("light", lines("16,142 66,192"), 10),
		),
		solid("shade", turned(ellipse(100, 104, 54, 18), 45, 100, 104)),
		moving(
			{ kind: "drift", by: [3, -4], seconds: 1.1 },
			stroke("accent", curve("104,92 92,64 112,46 100,18"), 8),
			stroke("main", curve("116,96 142,84 150,56 178,58"), 8),
			stroke("accent", curve("112,108 140,120 160,104 186,120"), 8),
		),
		...[
			[66, 28, 20],
			[136, 24, 50],
			[188, 28, -20],
			[172, 88, 60],
			[150, 150, 10],
			[184, 160, 40],
		].map(([x = 0, y = 0, angle = 0], index) =>
			moving(
				{ kind: "drift", by: [0, 6], seconds: 1.4 + index * 0.2, phase: index * 0.17 },
				index % 2 === 0 ? solid("accent", turned(rect(x - 8, y - 5, 16, 10, 2), angle, x, y)) : solid("main", circle(x, y, 7)),
			),
		),
	),
	christmas: drawing(
		"Christmas tree",
		solid("accent2", rect(86, 164, 28, 30, 3)),
		solid("main", poly("100,84 172,168 28,168", 8)),
		solid("main", poly("100,48 156,124 44,124", 8)),
		solid("main", poly("100,18 140,80 60,80", 8)),
		stroke("tint", curve("70,72 96,84 122,70"), 5),
		stroke("tint", curve("56,114 100,128 142,112"), 5),
		...["84,104", "120,98", "64,148", "102,152", "138,150", "104,64"].map((place, index) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return moving(
				{ kind: "blink", seconds: 1.5, phase: index * 0.2 },
				solid(index % 2 === 0 ? "accent" : "light", circle(x, y, 8)),
			);
		}),
		solid("accent", star(100, 18, 22, 9, 5, 2)),
	),
	snowman: drawing(
		"Snowman",
		solid("tint", circle(100, 144, 52)),
		solid("tint", circle(100, 74, 38)),
		stroke("line", lines("52,126 18,98"), 6),
		moving({ kind: "swing", at: [148, 126], degrees: 10, seconds: 1.2 }, stroke("line", lines("148,126 184,96"), 6)),
		solid("line", rect(74, 4, 52, 36, 3)),
		solid("line", rect(56, 36, 88, 11, 4)),
		flat("line", circle(87, 68, 5)),
		flat("line", circle(113, 68, 5)),
		solid("accent", poly("98,76 142,86 98,90", 2)),
		solid("main", blob("62,98 100,110 138,98 140,114 100,126 60,114")),
		solid("main", poly("118,112 136,108 142,150 124,152", 3)),
		flat("line", circle(92, 142, 5)),
		flat("line", circle(92, 164, 5)),
	),
	easteregg: drawing(
		"Easter egg",
		solid("main", eggBody),
		inside(
			eggBody,
			flat(
				"accent",
				poly(
					"20,78 40,62 60,78 80,62 100,78 120,62 140,78 160,62 180,78 180,100 160,84 140,100 120,84 100,100 80,84 60,100 40,84 20,100",
				),
			),
			...[58, 86, 114, 142].map((x) => flat("light", circle(x, 122, 9))),
			flat("tint", poly("20,146 40,160 60,146 80,160 100,146 120,160 140,146 160,160 180,146 180,200 20,200")),
		),
		flat("light", blob("72,54 86,32 94,38 84,60")),
	),
	ghost: drawing(
		"Ghost",
		moving(
			{ kind: "drift", by: [0, 6], seconds: 2.4 },
			solid("tint", ghostBody),
			flat("line", ellipse(76, 82, 11, 16)),
			flat("line", ellipse(124, 82, 11, 16)),
			flat("line", ellipse(100, 124, 14, 19)),
			flat("main", ellipse(54, 108, 11, 7)),
			flat("main", ellipse(146, 108, 11, 7)),
		),
	),
	lantern: drawing(
		"Paper lantern",
		moving(
			{ kind: "swing", at: [100, 0], degrees: 4, seconds: 2.8 },
			stroke("line", lines("100,0 100,30"), 6),
			solid("main", ellipse(100, 92, 76, 62)),
			inside(ellipse(100, 92, 76, 62), solid("shade", ellipse(100, 92, 44, 62)), solid("main", ellipse(100, 92, 24, 62))),
			solid("accent", rect(66, 24, 68, 16, 4)),
			solid("accent", rect(66, 144, 68, 16, 4)),
			...[84, 100, 116].map((x) => stroke("accent", lines(`${x},160 ${x},192`), 6)),
		),
	),
	rings: drawing(
		"Wedding rings",
		moving({ kind: "swing", at: [66, 110], degrees: 4, seconds: 2.4 }, stroke("main", circle(68, 122, 56), 17)),
		moving(
			{ kind: "swing", at: [134, 110], degrees: -4, seconds: 2.4 },
			stroke("accent", circle(134, 122, 52), 17),
			solid("light", poly("114,30 154,30 166,48 134,76 102,48", 2)),
			flat("tint", poly("134,30 154,30 166,48 134,48")),
		),
	),
	bell: drawing(
		"Bell",
		moving(
			{ kind: "swing", at: [100, 20], degrees: 9, seconds: 1.1 },
			solid("line", circle(100, 168, 20)),
			stroke("accent", circle(100, 22, 12), 9),
			solid("main", blob("100,30 140,50 152,98 164,132 184,160! 16,160! 36,132 48,98 60,50")),
			flat("shade", rect(36, 132, 128, 10)),
			stroke("light", curve("66,102 70,74 82,58"), 9),
		),
	),
	flag: drawing(
		"Flag",
		stroke("line", lines("34,8 34,194"), 11),
		moving(
			{ kind: "swing", at: [34, 60], degrees: 3, seconds: 1.6 },
			solid("main", blob("38,16! 78,32 120,14 188,26! 174,68 188,112! 124,100 84,118 38,106!")),
			inside(
				blob("38,16! 78,32 120,14 188,26! 174,68 188,112! 124,100 84,118 38,106!"),
				stroke("light", curve("36,60 80,76 122,58 190,68"), 15),
			),
		),
		flat("accent", circle(34, 8, 10)),
	),
	vote: drawing(
		"Ballot box",
		moving(
			{ kind: "drift", by: [0, 6], seconds: 2 },
			solid("light", rect(58, 10, 84, 90, 4)),
			stroke("accent", lines("78,54 94,72 124,34"), 12),
		),
		solid("shade", poly("30,88 170,88 192,112 8,112", 3)),
		solid("line", rect(46, 92, 108, 10, 4)),
		solid("main", rect(8, 110, 184, 82, 6)),
		flat("light", star(100, 150, 26, 11, 5, 3)),
	),
	dove: drawing(
		"Dove of peace",
		moving(
			{ kind: "drift", by: [0, 4], seconds: 2 },
			moving(
				{ kind: "swing", at: [96, 96], degrees: 8, seconds: 1.2 },
				solid("tint", blob("104,108! 76,78 66,38 72,4! 108,28 130,62 134,96!")),
			),
			solid(
				"light",
				blob(
					"4,132! 40,128 64,108 94,92 128,92 142,74 166,66 182,78 194,86! 180,94 166,128 126,156 80,158 54,150 18,164! 28,148",
				),
			),
			flat("line", circle(166, 82, 4.5)),
			moving(
				{ kind: "swing", at: [106, 110], degrees: -8, seconds: 1.2 },
				solid("main", blob("132,112! 96,104 56,66 44,26! 86,46 126,72 146,100!")),
			),
			stroke("accent", curve("190,90 194,110 184,128"), 4),
			solid("accent", blob("192,106! 200,98 208,106 200,114")),
			solid("accent", blob("190,120! 178,112 170,120 178,130")),
		),
	),
	lotus: drawing(
		"Lotus",
		moving(
			{ kind: "pulse", at: [100, 160], amount: 0.025, seconds: 3 },
			solid("shade", blob("100,160! 40,150 4,92! 60,96 92,130")),
			solid("shade", mirrored(blob("100,160! 40,150 4,92! 60,96 92,130"))),
			solid("main", blob("100,164! 50,136 38,58! 84,84 104,136")),
			solid("main", mirrored(blob("100,164! 50,136 38,58! 84,84 104,136"))),
			solid("tint", blob("100,166! 64,110 100,24! 136,110")),
		),
		moving(
			{ kind: "drift", by: [7, 0], seconds: 3 },
			stroke("accent", curve("10,178 40,170 70,180 100,170 130,180 160,170 190,178"), 9),
		),
	),
};
