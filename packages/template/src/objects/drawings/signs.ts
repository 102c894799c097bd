import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { blob, circle, curve, ellipse, lines, poly, rect, star, turned } from "../path.ts";

const bin = poly("36,62 164,62 150,192 50,192", 8);

export const signs = {
	check: drawing("Tick", solid("main", circle(100, 100, 92)), stroke("light", lines("54,104 88,138 148,68"), 21)),
	stop: drawing(
		"Cross",
		solid("main", circle(100, 100, 92)),
		stroke("light", lines("66,66 134,134"), 21),
		stroke("light", lines("134,66 66,134"), 21),
	),
	question: drawing(
		"Question mark",
		moving(
			{ kind: "swing", at: [100, 180], degrees: 4, seconds: 2.6 },
			stroke("main", curve("54,66 62,28 100,14 140,32 146,70 118,98 100,118 100,134", 0.19), 32),
			solid("accent", circle(100, 178, 20)),
		),
	),
	warning: drawing(
		"Warning sign",
		solid("main", poly("100,8 194,180 6,180", 18)),
		moving({ kind: "blink", seconds: 1.2 }, stroke("light", lines("100,70 100,120"), 20), flat("light", circle(100, 152, 12))),
	),
	idea: drawing(
		"Sparkles",
		moving(
			{ kind: "pulse", at: [84, 112], amount: 0.05, seconds: 1.8 },
			solid(
				"main",
				blob(
					"84,24! 96,88 100,100 112,104 168,116! 112,128 100,132 96,144 84,196! 72,144 68,132 56,128 0,116! 56,104 68,100 72,88",
					0.12,
				),
			),
		),
		moving(
			{ kind: "blink", seconds: 1.4 },
			solid("accent", blob("156,4! 164,34 194,44! 164,54 156,84! 148,54 118,44! 148,34", 0.06)),
		),
		moving(
			{ kind: "blink", seconds: 1.9 },
			solid("accent", blob("168,140! 173,160 192,166! 173,172 168,192! 163,172 144,166! 163,160", 0.06)),
		),
	),
	hourglass: drawing(
		"Hourglass",
		solid("light", blob("46,26! 154,26! 148,66 112,100 148,134 154,174! 46,174! 52,134 88,100 52,66")),
		inside(
			blob("46,26! 154,26! 148,66 112,100 148,134 154,174! 46,174! 52,134 88,100 52,66"),
			moving({ kind: "drift", by: [0, 4], seconds: 4 }, flat("main", rect(40, 56, 120, 46))),
			moving({ kind: "blink", seconds: 0.7 }, stroke("main", lines("100,96 100,160"), 5)),
			solid("main", blob("30,190! 60,158 100,140 140,158 170,190!")),
		),
		solid("accent", rect(30, 8, 140, 22, 8)),
		solid("accent", rect(30, 170, 140, 22, 8)),
	),
	shield: drawing(
		"Shield",
		solid("main", "M100 6C126 24 154 32 184 34C188 104 166 164 100 196C34 164 12 104 16 34C46 32 74 24 100 6Z"),
		inside(
			"M100 6C126 24 154 32 184 34C188 104 166 164 100 196C34 164 12 104 16 34C46 32 74 24 100 6Z",
			flat("shade", rect(100, 0, 100, 200)),
		),
		stroke("light", lines("62,100 92,130 142,72"), 18),
	),
	recycle: drawing(
		"Recycling",
		moving(
			{ kind: "turn", at: [100, 108], seconds: 16 },
			...[0, 120, 240].map((angle, index) =>
				together(
					stroke(
						index === 0 ? "main" : index === 1 ? "accent" : "shade",
						turned(lines("66,66 92,24 108,24 130,58"), angle, 100, 108),
						22,
					),
					solid(
						index === 0 ? "main" : index === 1 ? "accent" : "shade",
						turned(poly("154,44 144,92 104,74", 2), angle, 100, 108),
					),
				),
			),
		),
	),
	bin: drawing(
		"Waste bin",
		moving(
			{ kind: "swing", at: [170, 60], degrees: 4, seconds: 1.8 },
			stroke("line", "M78 34L80 16L120 16L122 34", 10),
			solid("accent", rect(20, 32, 160, 24, 8)),
		),
		solid("main", bin),
		...[72, 100, 128].map((x) => stroke("tint", lines(`${x},84 ${x + (100 - x) * 0.12},170`), 8)),
	),
	pin: drawing(
		"Map pin",
		flat("accent", ellipse(100, 184, 42, 11)),
		moving(
			{ kind: "drift", by: [0, -6], seconds: 1.6 },
			solid("main", "M100 184C72 142 34 110 34 70C34 32 64 4 100 4C136 4 166 32 166 70C166 110 128 142 100 184Z"),
			flat("light", circle(100, 70, 29)),
			flat("accent", circle(100, 70, 14)),
		),
	),
	map: drawing(
		"Map",
		solid("tint", poly("8,40 68,16 68,164 8,188", 3)),
		solid("light", poly("68,16 132,40 132,188 68,164", 3)),
		solid("tint", poly("132,40 192,16 192,164 132,188", 3)),
		stroke("accent", curve("26,150 46,118 84,126 108,96 146,104"), 7),
		moving(
			{ kind: "drift", by: [0, -4], seconds: 1.6 },
			solid("main", "M152 108C140 90 126 78 126 60C126 44 138 32 152 32C166 32 178 44 178 60C178 78 164 90 152 108Z"),
			flat("light", circle(152, 60, 10)),
		),
		flat("accent", circle(26, 150, 8)),
	),
	signpost: drawing(
		"Signpost",
		solid("accent2", rect(90, 6, 20, 188, 4)),
		moving(
			{ kind: "swing", at: [100, 46], degrees: 2, seconds: 3 },
			solid("main", poly("24,22 156,22 190,48 156,74 24,74", 4)),
			stroke("light", lines("46,48 138,48"), 9),
		),
		moving(
			{ kind: "swing", at: [100, 112], degrees: -2, seconds: 3 },
			solid("accent", poly("176,88 44,88 10,114 44,140 176,140", 4)),
			stroke("light", lines("62,114 154,114"), 9),
		),
	),
	road: drawing(
		"Road",
		solid("accent", circle(142, 52, 30)),
		solid("accent2", blob("0,110! 50,84 100,96 150,84 200,110! 200,194! 0,194!")),
		solid("line", poly("88,92 112,92 176,194 24,194")),
		moving(
			{ kind: "rise", height: -18, seconds: 0.9 },
			flat("light", poly("98,102 102,102 104,116 96,116")),
			flat("light", poly("95,128 105,128 107,148 93,148")),
			flat("light", poly("91,162 109,162 112,192 88,192")),
		),
	),
	trafficlight: drawing(
		"Traffic light",
		solid("accent", rect(92, 170, 16, 28)),
		...[34, 82, 130].flatMap((y) => [
			solid("accent", poly(`56,${y} 28,${y} 40,${y + 26} 56,${y + 30}`, 3)),
			solid("accent", poly(`144,${y} 172,${y} 160,${y + 26} 144,${y + 30}`, 3)),
		]),
		solid("line", rect(52, 4, 96, 172, 20)),
		...[38, 90, 142].map((y, index) =>
			moving(
				{ kind: "blink", seconds: 2.4, phase: index * 0.33 },
				solid(index === 0 ? "main" : index === 1 ? "tint" : "accent", circle(100, y, 21)),
			),
		),
	),
	megaphone: drawing(
		"Megaphone",
		moving(
			{ kind: "swing", at: [60, 120], degrees: 5, seconds: 1 },
			solid("accent", poly("60,126 96,126 108,178 74,180", 5)),
			solid("accent", rect(10, 76, 46, 58, 14)),
			solid("main", poly("48,74 150,24 150,178 48,134", 4)),
			solid("tint", ellipse(150, 101, 18, 78)),
		),
		...["178,60 194,46", "184,100 200,100", "178,140 194,154"].map((line, index) =>
			moving({ kind: "blink", seconds: 0.9, phase: index * 0.2 }, stroke("accent", lines(line), 9)),
		),
	),
	box: drawing(
		"Parcel",
		solid("main", poly("8,58 100,90 100,196 8,160", 3)),
		solid("shade", poly("192,58 100,90 100,196 192,160", 3)),
		moving(
			{ kind: "drift", by: [0, -2], seconds: 2 },
			solid("accent", poly("100,10 192,52 100,92 8,52", 3)),
			flat("light", poly("56,28 146,70 132,78 40,36")),
			flat("light", poly("132,78 146,70 146,100 132,106")),
		),
		stroke("light", lines("24,124 58,136"), 8),
	),
	solar: drawing(
		"Solar panel",
		moving(
			{ kind: "turn", at: [156, 42], seconds: 20 },
			...Array.from({ length: 8 }, (_, index) => stroke("accent", turned(lines("156,8 156,0"), index * 45, 156, 42), 7)),
		),
		solid("accent", circle(156, 42, 25)),
		stroke("line", lines("92,150 92,188"), 11),
		stroke("line", lines("60,190 124,190"), 11),
		solid("main", poly("36,74 170,74 192,160 4,160", 4)),
		...["82,76 70,158", "126,76 132,158", "20,116 182,116"].map((line) => stroke("tint", lines(line), 5)),
	),
	tap: drawing(
		"Tap",
		solid("main", blob("28,58! 108,58! 142,68 156,104 156,122! 116,122! 114,104 104,100! 28,100!")),
		solid("accent", rect(10, 46, 24, 66, 6)),
		solid("accent", rect(70, 28, 18, 34)),
		solid("accent", rect(44, 14, 70, 20, 9)),
		moving({ kind: "rise", height: -30, seconds: 1.3 }, solid("tint", blob("136,134! 150,162 136,176 122,162"))),
	),
	fuel: drawing(
		"Fuel pump",
		stroke("line", curve("132,98 154,104 156,150 172,156 182,140 180,76 160,46"), 9),
		solid("main", rect(22, 12, 110, 170, 14)),
		flat("light", rect(40, 30, 74, 50, 6)),
		flat("accent", blob("77,98! 98,128 92,150 77,156 62,150 56,128")),
		solid("accent", rect(10, 178, 134, 14, 4)),
		solid("accent", rect(162, 66, 30, 34, 5)),
	),
	crane: drawing(
		"Building crane",
		solid("main", rect(56, 40, 26, 154, 2)),
		...[62, 90, 118, 146].map((y) => stroke("light", lines(`60,${y + 22} 78,${y}`), 5)),
		solid("accent", poly("4,40 196,40 196,56 4,56", 2)),
		stroke("line", lines("69,8 16,40"), 5),
		stroke("line", lines("69,8 180,40"), 5),
		solid("shade", rect(6, 54, 30, 30, 3)),
		flat("accent", rect(60, 6, 18, 38, 3)),
		moving(
			{ kind: "drift", by: [-10, 0], seconds: 5 },
			stroke("line", lines("156,56 156,110"), 5),
			solid("main", rect(126, 110, 60, 40, 3)),
			flat("tint", rect(126, 126, 60, 6)),
		),
		solid("accent2", rect(30, 184, 78, 12, 3)),
	),
	brick: drawing(
		"Brick wall",
		...[
			"6,22,56",
			"68,22,64",
			"138,22,56",
			"6,64,24",
			"36,64,62",
			"104,64,62",
			"172,64,22",
			"6,106,56",
			"68,106,64",
			"138,106,56",
			"6,148,24",
			"36,148,62",
			"104,148,62",
			"172,148,22",
		].map((place, index) => {
			const [x = 0, y = 0, width = 0] = place.split(",").map(Number);
			return solid(index % 3 === 1 ? "accent" : "main", rect(x, y, width, 36, 4));
		}),
	),
	beach: drawing(
		"Beach umbrella",
		solid("tint", blob("0,184! 40,164 100,158 160,164 200,184! 200,196! 0,196!")),
		stroke("line", lines("98,36 122,178"), 8),
		moving(
			{ kind: "swing", at: [104, 80], degrees: 2, seconds: 3 },
			solid("main", turned("M6 96C6 46 48 10 100 10C152 10 194 46 194 96Z", -10)),
			flat("light", turned("M58 96C60 54 76 22 100 10C124 22 140 54 142 96Z", -10)),
			flat("main", turned("M84 96C86 60 92 30 100 10C108 30 114 60 116 96Z", -10)),
		),
		solid("accent", circle(42, 160, 24)),
		flat("light", star(42, 160, 14, 6, 5, 1)),
	),
	infinity: drawing(
		"Infinity",
		stroke(
			"main",
			curve("100,100 66,62 34,56 10,100 34,144 66,138 100,100 134,62 166,56 190,100 166,144 134,138 100,100", 0.19),
			24,
		),
		moving({ kind: "drift", by: [8, 0], seconds: 2 }, stroke("light", curve("30,76 40,68 54,72"), 8)),
	),
	arrow: drawing(
		"Rising arrow",
		moving(
			{ kind: "drift", by: [4, -4], seconds: 1.6 },
			solid("main", poly("14,158 112,60 72,60 60,20 184,16 180,140 140,128 140,88 42,186", 4)),
			stroke("light", lines("34,160 84,110"), 8),
		),
	),
};
