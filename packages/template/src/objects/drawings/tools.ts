import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { blob, circle, curve, lines, poly, rect, turned } from "../path.ts";

const gearTeeth = (cx: number, cy: number, radius: number, count: number) =>
	Array.from({ length: count }, (_, index) =>
		turned(
			poly(
				`${cx - radius * 0.22},${cy - radius * 0.8} ${cx - radius * 0.15},${cy - radius * 1.2} ${cx + radius * 0.15},${cy - radius * 1.2} ${cx + radius * 0.22},${cy - radius * 0.8}`,
				2,
			),
			(index * 360) / count,
			cx,
			cy,
		),
	);

export const tools = {
	hammer: drawing(
		"Hammer",
		moving(
			{ kind: "swing", at: [50, 176], degrees: 6, seconds: 1.6 },
			solid("accent", turned(rect(88, 60, 24, 134, 10), 32, 100, 100)),
			solid("main", turned(poly("52,18 116,18 128,30 150,30 150,62 128,62 116,66 52,66", 6), 32, 100, 60)),
			flat("shade", turned(rect(136, 28, 22, 36, 5), 32, 100, 60)),
		),
	),
	wrench: drawing(
		"Spanner",
		moving(
			{ kind: "swing", at: [60, 140], degrees: 6, seconds: 2 },
			solid(
				"main",
				turned(
					blob(
						"84,78! 60,58 62,20 86,4! 86,40! 114,40! 114,4! 138,20 140,58 116,78! 116,130! 138,146 138,178 118,196! 82,196! 62,178 62,146 84,130!",
						0.16,
					),
					45,
				),
			),
			flat("light", turned(circle(100, 164, 15), 45)),
		),
	),
	screwdriver: drawing(
		"Screwdriver",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 4, seconds: 2 },
			solid("tint", turned(poly("91,96 109,96 109,180 116,206 84,206 91,180", 1), 45)),
			solid("main", turned(blob("78,12 100,4 122,12 126,44 120,92! 80,92! 74,44"), 45)),
			flat("accent", turned(rect(82, 84, 36, 18, 4), 45)),
			stroke("shade", turned(lines("92,20 92,74"), 45), 5),
			stroke("shade", turned(lines("108,20 108,74"), 45), 5),
		),
	),
	saw: drawing(
		"Saw",
		moving(
			{ kind: "drift", by: [6, -3], seconds: 1.2 },
			solid(
				"tint",
				poly(
					"4,136 118,62 142,104 130,112 122,104 118,120 108,112 104,128 94,120 90,136 80,128 76,144 66,136 62,152 52,144 48,158 38,150 34,160",
					1,
				),
			),
			solid("main", blob("112,52! 150,34 186,52 194,94 172,124 142,116! 120,84")),
			flat("line", blob("142,72 160,64 174,78 170,98 154,98")),
		),
	),
	scissors: drawing(
		"Scissors",
		moving(
			{ kind: "swing", at: [100, 104], degrees: 6, seconds: 1.4 },
			solid("tint", poly("88,110 132,8 138,26 112,114", 4)),
			stroke("main", circle(62, 160, 26), 14),
			stroke("main", lines("100,106 80,138"), 14),
		),
		moving(
			{ kind: "swing", at: [100, 104], degrees: -6, seconds: 1.4 },
			solid("light", poly("112,110 68,8 62,26 88,114", 4)),
			stroke("main", circle(138, 160, 26), 14),
			stroke("main", lines("100,106 120,138"), 14),
		),
		flat("line", circle(100, 106, 8)),
	),
	brush: drawing(
		"Paintbrush",
		moving(
			{ kind: "swing", at: [60, 140], degrees: 5, seconds: 1.8 },
			solid("accent", blob("194,8! 190,32 130,108 112,118! 90,96! 98,80 170,12")),
			solid("light", poly("96,92 116,112 98,130 78,112", 3)),
			solid("main", blob("80,108! 102,130! 92,160 56,176 12,184! 34,164 44,132")),
			flat("tint", blob("34,172 58,150 62,160 48,172")),
		),
		solid("main", blob("110,166 130,160 150,168 148,182 120,186")),
	),
	roller: drawing(
		"Paint roller",
		inside(
			rect(10, 20, 150, 180),
			moving(
				{ kind: "drift", by: [0, 6], seconds: 2 },
				solid("tint", blob("22,60! 146,60! 146,128 134,150 120,120 104,140 86,112 70,160 52,126 34,140 22,112")),
			),
		),
		stroke("line", lines("152,44 184,44 184,96 112,96 112,120"), 9),
		solid("accent", rect(100, 120, 26, 74, 10)),
		solid("main", rect(10, 14, 144, 60, 12)),
		stroke("light", lines("28,34 110,34"), 8),
	),
	drill: drawing(
		"Drill",
		moving(
			{ kind: "drift", by: [-1.5, 0], seconds: 0.2 },
			stroke("tint", lines("10,62 54,62"), 8),
			solid("line", poly("48,48 76,44 76,80 48,76", 3)),
		),
		solid("main", blob("72,32! 150,28 184,44 188,72 168,94! 72,92!")),
		solid("main", poly("116,84 164,84 176,156 130,156", 4)),
		flat("accent", rect(86, 50, 60, 10, 5)),
		solid("accent", blob("118,92! 106,110 112,124 122,120!")),
		solid("line", rect(108, 150, 80, 38, 8)),
	),
	axe: drawing(
		"Axe",
		moving(
			{ kind: "swing", at: [60, 180], degrees: 6, seconds: 1.8 },
			solid("accent", turned(rect(90, 4, 20, 190, 8), 20)),
			solid("main", turned(blob("84,28! 116,22 160,2! 178,58 160,116! 116,88 84,84!"), 20)),
			flat("tint", turned(blob("152,4! 164,2 180,58 164,118! 154,112! 166,58"), 20)),
		),
	),
	shovel: drawing(
		"Spade",
		moving(
			{ kind: "swing", at: [100, 180], degrees: 4, seconds: 2 },
			stroke("accent2", lines("100,26 100,112"), 13),
			stroke("accent", lines("74,14 126,14"), 14),
			solid("main", blob("60,104! 100,98! 140,104! 142,150 100,194! 58,150")),
			stroke("shade", lines("100,118 100,160"), 6),
		),
	),
	ladder: drawing(
		"Ladder",
		...[34, 68, 102, 136, 170].map((y) => solid("accent", rect(56, y - 6, 88, 13, 4))),
		solid("main", poly("48,4 66,4 58,196 40,196", 4)),
		solid("main", poly("134,4 152,4 160,196 142,196", 4)),
	),
	gear: drawing(
		"Gear",
		moving(
			{ kind: "turn", at: [78, 82], seconds: 10 },
			...gearTeeth(78, 82, 58, 9).map((tooth) => flat("main", tooth)),
			solid("main", circle(78, 82, 54)),
			flat("light", circle(78, 82, 24)),
		),
		moving(
			{ kind: "turn", at: [150, 150], seconds: -6.6 },
			...gearTeeth(150, 150, 34, 7).map((tooth) => flat("accent", tooth)),
			solid("accent", circle(150, 150, 31)),
			flat("light", circle(150, 150, 13)),
		),
	),
	toolbox: drawing(
		"Toolbox",
		stroke("line", "M66 66L66 40C66 30 72 26 80 26L120 26C128 26 134 30 134 40L134 66", 12),
		solid("main", rect(10, 64, 180, 116, 12)),
		flat("shade", rect(10, 104, 180, 12)),
		solid("accent", rect(40, 92, 26, 36, 5)),
		solid("accent", rect(134, 92, 26, 36, 5)),
	),
	needle: drawing(
		"Needle and thread",
		solid("accent", rect(20, 104, 84, 16, 5)),
		solid("main", rect(30, 118, 64, 54, 4)),
		...[128, 140, 152, 164].map((y) => stroke("tint", lines(`30,${y} 94,${y - 6}`), 4)),
		solid("accent", rect(20, 170, 84, 16, 5)),
		moving(
			{ kind: "swing", at: [180, 20], degrees: 3, seconds: 2.4 },
			stroke("main", curve("94,124 130,92 94,58 60,40 78,14 118,30 166,34"), 5),
		),
		solid("tint", turned(blob("166,0! 174,16 172,40 166,176! 160,40 158,16"), 18, 166, 90)),
		stroke("line", turned(lines("166,22 166,36"), 18, 166, 90), 4),
	),
	magnet: drawing(
		"Magnet",
		solid(
			"main",
			"M22 56L22 104C22 154 56 186 100 186C144 186 178 154 178 104L178 56L130 56L130 104C130 126 118 138 100 138C82 138 70 126 70 104L70 56Z",
		),
		solid("light", rect(22, 16, 48, 44, 3)),
		solid("light", rect(130, 16, 48, 44, 3)),
		moving({ kind: "blink", seconds: 1 }, stroke("accent", lines("100,14 88,36 112,46 100,70"), 8)),
	),
};
