import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, mirrored, poly, rect, turned } from "../path.ts";

const mirror = ellipse(100, 92, 62, 82);

export const home = {
	lamp: drawing(
		"Lamp",
		moving({ kind: "blink", seconds: 3 }, flat("tint", poly("62,84 138,84 190,192 10,192"))),
		stroke("line", lines("100,80 100,176"), 8),
		solid("accent", ellipse(100, 182, 44, 12)),
		solid("main", poly("70,12 130,12 164,92 36,92", 6)),
		stroke("accent", lines("124,94 124,122"), 4),
		flat("accent", circle(124, 126, 6)),
	),
	lightbulb: drawing(
		"Light bulb",
		moving(
			{ kind: "blink", seconds: 1.8 },
			...[-90, -48, -6, 186, 228].map((angle) => stroke("accent", turned(lines("170,86 188,86"), angle, 100, 86), 9)),
		),
		solid("main", blob("100,20 142,34 160,78 146,112 130,142! 70,142! 54,112 40,78 58,34")),
		stroke("light", curve("86,138 82,96 92,84 100,100 108,84 118,96 114,138"), 5),
		solid("line", rect(70, 140, 60, 14, 6)),
		solid("line", rect(74, 156, 52, 14, 6)),
		solid("line", blob("82,172! 118,172! 110,188 90,188")),
	),
	chair: drawing(
		"Chair",
		stroke("accent2", lines("58,132 44,192"), 11),
		stroke("accent2", lines("142,132 156,192"), 11),
		solid("main", "M52 20C52 10 62 6 100 6C138 6 148 10 148 20L142 104L58 104Z"),
		...[80, 100, 120].map((x) => stroke("shade", lines(`${x},30 ${x},88`), 7)),
		solid("accent", rect(40, 102, 120, 32, 14)),
		stroke("accent2", lines("70,134 66,176"), 8),
		stroke("accent2", lines("130,134 134,176"), 8),
	),
	sofa: drawing(
		"Sofa",
		stroke("line", lines("34,160 30,182"), 10),
		stroke("line", lines("166,160 170,182"), 10),
		solid("main", rect(30, 38, 140, 100, 24)),
		stroke("shade", lines("100,46 100,110"), 4),
		solid("shade", rect(36, 104, 128, 42, 10)),
		solid("accent", turned(rect(50, 70, 42, 42, 8), -10, 70, 90)),
		solid("main", rect(4, 82, 40, 82, 18)),
		solid("main", rect(156, 82, 40, 82, 18)),
		solid("main", rect(20, 134, 160, 30, 8)),
	),
	bed: drawing(
		"Bed",
		solid("accent", rect(6, 52, 20, 134, 6)),
		solid("accent", rect(178, 100, 16, 86, 6)),
		solid("light", rect(22, 122, 160, 36, 8)),
		solid("light", blob("28,112 32,92 56,88 82,92 86,112 80,126 34,126")),
		solid("main", blob("70,124! 92,94 136,96 182,104! 184,156! 70,156!")),
		solid("accent", rect(16, 152, 168, 16, 3)),
		stroke("shade", curve("88,142 120,132 164,138"), 4),
		moving({ kind: "rise", height: 24, seconds: 3 }, stroke("tint", lines("70,70 88,70 70,52 88,52"), 6)),
		moving({ kind: "rise", height: 24, seconds: 3, phase: 0.35 }, stroke("tint", lines("104,44 118,44 104,30 118,30"), 5)),
	),
	door: drawing(
		"Door",
		solid("accent", rect(36, 6, 128, 188, 4)),
		flat("line", rect(50, 20, 100, 174)),
		moving(
			{ kind: "flap", axis: "x", at: [50, 100], amount: 0.16, seconds: 4 },
			solid("main", rect(50, 20, 100, 174)),
			solid("shade", rect(64, 34, 72, 56, 4)),
			solid("shade", rect(64, 104, 72, 76, 4)),
			solid("light", circle(138, 112, 8)),
		),
	),
	window: drawing(
		"Window",
		solid("accent", rect(28, 14, 144, 164, 6)),
		solid("tint", rect(42, 28, 116, 136, 2)),
		inside(
			rect(42, 28, 116, 136),
			moving({ kind: "drift", by: [6, 0], seconds: 6 }, flat("light", blob("50,70 62,52 82,56 100,60 104,76 70,80"))),
			solid("main", blob("30,170 30,130 80,112 130,132 170,120 170,170")),
		),
		stroke("accent", lines("100,28 100,164"), 10),
		stroke("accent", lines("42,96 158,96"), 10),
		solid("main", blob("28,16! 76,16! 68,70 40,128 30,178! 16,178! 16,16!")),
		solid("main", mirrored(blob("28,16! 76,16! 68,70 40,128 30,178! 16,178! 16,16!"))),
		solid("accent2", rect(14, 174, 172, 18, 5)),
	),
	key: drawing(
		"Key",
		moving(
			{ kind: "swing", at: [50, 50], degrees: 4, seconds: 2.6 },
			solid("main", turned(poly("64,88 208,88 208,142 188,142 188,126 176,126 176,146 156,146 156,114 64,114", 4), 45)),
			solid("main", turned(circle(36, 100, 52), 45)),
			flat("shade", turned(circle(26, 100, 22), 45)),
			flat("accent", turned(circle(26, 100, 14), 45)),
		),
	),
	lock: drawing(
		"Padlock",
		moving(
			{ kind: "drift", by: [0, -3], seconds: 2.4 },
			stroke("accent", "M58 104L58 66C58 38 76 18 100 18C124 18 142 38 142 66L142 104", 20),
		),
		solid("main", rect(28, 88, 144, 104, 18)),
		flat("line", circle(100, 130, 15)),
		flat("line", poly("94,134 106,134 112,168 88,168", 4)),
	),
	clock: drawing(
		"Clock",
		solid("main", circle(100, 100, 92)),
		flat("light", circle(100, 100, 74)),
		...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((angle) =>
			stroke("line", turned(lines(angle % 90 === 0 ? "100,34 100,46" : "100,34 100,39"), angle), 6),
		),
		moving({ kind: "turn", at: [100, 100], seconds: 60 }, stroke("line", lines("100,100 76,72"), 11)),
		moving({ kind: "turn", at: [100, 100], seconds: 8 }, stroke("line", lines("100,100 138,62"), 8)),
		flat("accent", circle(100, 100, 9)),
	),
	alarm: drawing(
		"Alarm clock",
		moving(
			{ kind: "swing", at: [100, 110], degrees: 2, seconds: 0.3 },
			solid("accent", turned(blob("26,54! 30,26 52,16 74,26 78,54!"), -38, 52, 54)),
			solid("accent", turned(blob("122,54! 126,26 148,16 170,26 174,54!"), 38, 148, 54)),
			stroke("line", lines("56,166 38,190"), 13),
			stroke("line", lines("144,166 162,190"), 13),
			solid("main", circle(100, 112, 76)),
			flat("light", circle(100, 112, 58)),
			stroke("line", lines("100,112 100,72"), 9),
			stroke("line", lines("100,112 126,128"), 9),
			flat("accent", circle(100, 112, 8)),
		),
	),
	candle: drawing(
		"Candle",
		moving(
			{ kind: "swing", at: [100, 74], degrees: 5, seconds: 1 },
			solid("accent", blob("100,4! 122,42 116,66 100,74 84,66 78,42")),
			flat("light", blob("100,38! 108,54 100,66 92,54")),
		),
		stroke("line", lines("100,68 100,88"), 5),
		solid("main", rect(64, 84, 72, 94, 8)),
		solid("tint", blob("64,92! 100,80 136,92! 134,110 124,118 118,104 108,104 102,132 92,132 88,106 76,104 72,122 64,118")),
		solid("accent2", ellipse(100, 178, 70, 14)),
	),
	bath: drawing(
		"Bath",
		stroke("line", lines("40,100 40,30"), 9),
		stroke("line", arc(56, 30, 16, 180, 350), 9),
		...["66,80,16", "92,70,20", "122,76,17", "146,84,13"].map((place, index) => {
			const [x = 0, y = 0, r = 0] = place.split(",").map(Number);
			return moving({ kind: "drift", by: [0, 3], seconds: 2 + index * 0.3 }, solid("tint", circle(x, y, r)));
		}),
		stroke("accent", lines("58,170 50,190"), 13),
		stroke("accent", lines("142,170 150,190"), 13),
		solid("main", "M16 104L184 104C184 150 168 174 136 174L64 174C32 174 16 150 16 104Z"),
		solid("light", rect(6, 92, 188, 18, 9)),
	),
	washer: drawing(
		"Washing machine",
		solid("light", rect(26, 8, 148, 184, 12)),
		flat("tint", rect(26, 8, 148, 40, 12)),
		flat("accent", circle(150, 28, 11)),
		flat("line", rect(42, 22, 50, 12, 6)),
		solid("accent", circle(100, 118, 58)),
		flat("line", circle(100, 118, 44)),
		inside(
			circle(100, 118, 44),
			moving(
				{ kind: "swing", at: [100, 118], degrees: 12, seconds: 1.2 },
				solid("main", blob("50,120 76,108 100,120 126,108 150,120 150,170 50,170")),
			),
			moving({ kind: "rise", height: 30, seconds: 1.8 }, flat("light", circle(86, 106, 6)), flat("light", circle(114, 98, 5))),
		),
	),
	fridge: drawing(
		"Fridge",
		solid("main", rect(44, 6, 112, 182, 14)),
		stroke("shade", lines("44,76 156,76"), 6),
		stroke("light", lines("62,36 62,60"), 9),
		stroke("light", lines("62,94 62,136"), 9),
		flat("accent", rect(104, 96, 34, 34, 4)),
		stroke("light", lines("112,108 130,108"), 4),
		stroke("light", lines("112,118 124,118"), 4),
		solid("line", rect(56, 184, 22, 10, 3)),
		solid("line", rect(122, 184, 22, 10, 3)),
	),
	plant: drawing(
		"Pot plant",
		moving(
			{ kind: "swing", at: [100, 130], degrees: 3, seconds: 3 },
			solid("main", blob("98,130! 60,116 34,84 28,48! 70,60 96,94")),
		),
		moving(
			{ kind: "swing", at: [100, 130], degrees: -3, seconds: 3 },
			solid("main", blob("102,130! 140,118 168,84 172,44! 130,60 104,94")),
		),
		moving(
			{ kind: "swing", at: [100, 130], degrees: 2, seconds: 3.6 },
			solid("shade", blob("100,132! 76,90 78,40 100,6! 122,40 124,90")),
			stroke("tint", lines("100,126 100,40"), 5),
		),
		solid("accent", poly("50,134 150,134 136,194 64,194", 6)),
		solid("accent2", rect(42, 122, 116, 22, 6)),
	),
	vase: drawing(
		"Vase of flowers",
		stroke("accent2", curve("98,110 84,80 62,52"), 6),
		stroke("accent2", curve("102,110 116,80 140,52"), 6),
		stroke("accent2", lines("100,110 100,40"), 6),
		...["58,46,22", "142,46,22", "100,28,25"].map((place) => {
			const [x = 0, y = 0, r = 0] = place.split(",").map(Number);
			return moving(
				{ kind: "turn", at: [x, y], seconds: 30 },
				...[0, 72, 144, 216, 288].map((angle) => solid("main", turned(circle(x, y - r * 0.62, r * 0.5), angle, x, y))),
				flat("light", circle(x, y, r * 0.36)),
			);
		}),
		solid("accent", blob("78,104! 122,104! 116,124 142,152 126,192! 74,192! 58,152 84,124")),
		flat("light", blob("70,150 76,142 80,166 84,182 74,174")),
	),
	mirror: drawing(
		"Mirror",
		solid("accent", poly("60,180 140,180 156,196 44,196", 4)),
		solid("accent2", rect(92, 160, 16, 24)),
		solid("main", mirror),
		flat("tint", ellipse(100, 92, 48, 68)),
		inside(
			ellipse(100, 92, 48, 68),
			moving(
				{ kind: "drift", by: [6, 0], seconds: 4 },
				flat("light", poly("60,120 120,20 138,20 78,120")),
				flat("light", poly("92,150 140,70 148,70 100,150")),
			),
		),
	),
	broom: drawing(
		"Broom",
		moving(
			{ kind: "swing", at: [150, 20], degrees: 4, seconds: 1.4 },
			stroke("accent2", lines("168,8 92,110"), 11),
			solid("main", blob("76,88! 112,114! 104,152 70,190! 12,160! 50,132")),
			solid("accent", turned(rect(66, 90, 58, 18, 5), 36, 95, 99)),
			stroke("shade", lines("78,122 44,166"), 5),
			stroke("shade", lines("92,132 64,178"), 5),
		),
		...["14,182", "110,186", "128,170"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return flat("tint", circle(x, y, 5));
		}),
	),
	bucket: drawing(
		"Bucket",
		stroke("accent", arc(100, 76, 66, 180, 360), 8),
		solid("main", poly("32,78 168,78 150,190 50,190", 8)),
		flat("shade", ellipse(100, 78, 68, 14)),
		flat("tint", ellipse(100, 81, 58, 9)),
		inside(poly("32,78 168,78 150,190 50,190"), flat("accent", rect(20, 124, 160, 14))),
	),
	soap: drawing(
		"Soap",
		...["56,50,24", "100,32,18", "138,60,28", "92,72,13"].map((place, index) => {
			const [x = 0, y = 0, r = 0] = place.split(",").map(Number);
			return moving(
				{ kind: "drift", by: [0, 5], seconds: 2.4 + index * 0.4, phase: index * 0.2 },
				solid("tint", circle(x, y, r)),
				stroke("light", arc(x, y, r * 0.62, 190, 260), 5),
			);
		}),
		solid("main", rect(22, 92, 156, 74, 36)),
		flat("shade", rect(56, 112, 88, 34, 16)),
		solid("accent", blob("6,160! 194,160! 176,186 150,192 50,192 24,186")),
	),
};
