import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, poly, rect, star, turned } from "../path.ts";

const ball = circle(100, 100, 90);
const pentagon = (cx: number, cy: number, radius: number, angle: number) =>
	turned(
		poly(
			[0, 1, 2, 3, 4]
				.map(
					(index) => `${cx + Math.sin((index * Math.PI * 2) / 5) * radius},${cy - Math.cos((index * Math.PI * 2) / 5) * radius}`,
				)
				.join(" "),
			2,
		),
		angle,
		cx,
		cy,
	);

export const sport = {
	football: drawing(
		"Football",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 9 },
			solid("light", ball),
			inside(
				ball,
				...[0, 72, 144, 216, 288].map((angle) => stroke("line", turned(lines("100,66 100,30"), angle), 6)),
				flat("line", pentagon(100, 100, 35, 0)),
				...[0, 72, 144, 216, 288].map((angle) => flat("main", turned(pentagon(100, 12, 32, 180), angle))),
			),
			stroke("line", circle(100, 100, 89), 5),
		),
	),
	basketball: drawing(
		"Basketball",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 9 },
			solid("main", ball),
			inside(
				ball,
				stroke("line", lines("0,100 200,100"), 7),
				stroke("line", lines("100,0 100,200"), 7),
				stroke("line", circle(4, 100, 66), 7),
				stroke("line", circle(196, 100, 66), 7),
			),
		),
	),
	tennis: drawing(
		"Tennis racket",
		moving(
			{ kind: "swing", at: [40, 180], degrees: 6, seconds: 1.8 },
			solid("accent", turned(rect(92, 128, 16, 84, 7), 38, 100, 100)),
			inside(
				turned(ellipse(100, 66, 54, 66), 38),
				flat("tint", turned(ellipse(100, 66, 54, 66), 38)),
				...[56, 74, 92, 110, 128, 146].flatMap((x) => [
					stroke("light", turned(lines(`${x},-10 ${x},140`), 38), 3),
					stroke("light", turned(lines(`40,${x - 40} 160,${x - 40}`), 38), 3),
				]),
			),
			stroke("main", turned(ellipse(100, 66, 54, 66), 38), 12),
		),
		moving(
			{ kind: "drift", by: [4, -8], seconds: 1.8 },
			solid("accent", circle(42, 54, 27)),
			stroke("light", arc(28, 32, 28, 20, 90), 5),
		),
	),
	trophy: drawing(
		"Trophy",
		stroke("accent", arc(48, 62, 34, 60, 290), 13),
		stroke("accent", arc(152, 62, 34, -110, 120), 13),
		solid("main", poly("92,110 108,110 116,160 84,160")),
		solid("main", "M42 14L158 14C158 84 140 122 100 122C60 122 42 84 42 14Z"),
		flat("light", star(100, 62, 30, 13, 5, 3)),
		solid("accent2", rect(54, 154, 92, 38, 7)),
		flat("light", rect(76, 166, 48, 12, 3)),
	),
	medal: drawing(
		"Medal",
		moving(
			{ kind: "swing", at: [100, 4], degrees: 5, seconds: 2.6 },
			solid("accent", poly("36,2 80,2 118,76 82,96", 2)),
			solid("accent2", poly("164,2 120,2 82,76 118,96", 2)),
			solid("main", circle(100, 134, 58)),
			flat("shade", circle(100, 134, 43)),
			flat("light", star(100, 134, 32, 14, 5, 3)),
		),
	),
	dumbbell: drawing(
		"Dumbbell",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 6, seconds: 1.8 },
			solid("line", turned(rect(0, 90, 200, 20, 8), -30)),
			solid("main", turned(rect(30, 46, 32, 108, 10), -30)),
			solid("main", turned(rect(138, 46, 32, 108, 10), -30)),
			solid("accent", turned(rect(8, 62, 24, 76, 8), -30)),
			solid("accent", turned(rect(168, 62, 24, 76, 8), -30)),
		),
	),
	sneaker: drawing(
		"Running shoe",
		moving(
			{ kind: "swing", at: [170, 150], degrees: 4, seconds: 0.9 },
			solid("main", blob("12,150! 10,96 20,60! 34,70 56,74 66,50! 84,46! 104,80 134,104 172,114 194,134 194,150!")),
			solid("accent", blob("12,150! 10,96 20,60! 34,74 42,104 40,150!")),
			...["82,74 98,60", "96,88 112,74", "112,100 126,86"].map((lace) => stroke("light", lines(lace), 7)),
			stroke("light", curve("62,136 96,132 118,116"), 9),
			solid("light", rect(6, 144, 190, 24, 11)),
			solid("line", rect(14, 162, 174, 10, 5)),
		),
		stroke("tint", lines("2,182 96,182"), 6),
	),
	skis: drawing(
		"Skis",
		moving(
			{ kind: "drift", by: [4, 3], seconds: 1.6 },
			solid("main", turned(rect(52, 4, 26, 196, 12), 16)),
			solid("accent", turned(rect(122, 4, 26, 196, 12), -16)),
			flat("light", turned(rect(58, 80, 14, 44, 4), 16)),
			flat("light", turned(rect(128, 80, 14, 44, 4), -16)),
		),
		stroke("line", lines("18,14 30,192"), 6),
		stroke("line", lines("182,14 170,192"), 6),
		stroke("line", lines("16,176 44,174"), 5),
		stroke("line", lines("184,176 156,174"), 5),
	),
	whistle: drawing(
		"Whistle",
		moving(
			{ kind: "swing", at: [70, 120], degrees: 4, seconds: 0.7 },
			solid("main", blob("64,66! 190,58! 192,104! 124,110! 128,150 96,182 56,182 20,156 16,112 36,76")),
			flat("line", circle(70, 128, 25)),
			solid("accent", circle(74, 132, 13)),
			flat("shade", poly("106,64 134,62 134,82 112,84", 2)),
		),
		...["112,40 104,18", "146,38 150,14", "176,42 192,24"].map((line, index) =>
			moving({ kind: "blink", seconds: 0.8, phase: index * 0.2 }, stroke("accent", lines(line), 9)),
		),
	),
	glove: drawing(
		"Boxing glove",
		moving(
			{ kind: "swing", at: [100, 190], degrees: 5, seconds: 1.2 },
			solid("main", blob("58,146! 40,112 32,60 58,20 104,8 150,20 172,60 168,104 148,146!")),
			solid("main", blob("44,118 22,104 14,74 30,56 52,68 70,92! 92,96 96,116 72,126")),
			stroke("shade", curve("70,92 100,96 136,86"), 6),
			solid("accent", rect(52, 140, 104, 48, 10)),
			flat("light", rect(52, 154, 104, 10)),
		),
	),
	surfboard: drawing(
		"Surfboard",
		moving(
			{ kind: "swing", at: [100, 180], degrees: 4, seconds: 2.6 },
			solid("main", turned(blob("100,-4! 134,50 138,110 122,180 100,200 78,180 62,110 66,50"), 20)),
			inside(
				turned(blob("100,-4! 134,50 138,110 122,180 100,200 78,180 62,110 66,50"), 20),
				stroke("light", turned(lines("100,-10 100,210"), 20), 8),
				flat("accent", turned(poly("50,96 150,66 150,88 50,118"), 20)),
				flat("accent2", turned(poly("50,130 150,100 150,112 50,142"), 20)),
			),
		),
		moving(
			{ kind: "drift", by: [7, 0], seconds: 2.4 },
			stroke("accent", curve("4,184 36,174 68,186 100,174 132,186 164,174 196,184"), 11),
		),
	),
	golf: drawing(
		"Golf flag",
		solid("accent", blob("0,192! 10,158 70,140 140,146 200,170! 200,192!")),
		flat("line", ellipse(92, 162, 24, 7)),
		stroke("line", lines("92,162 92,10"), 8),
		moving({ kind: "swing", at: [92, 40], degrees: 4, seconds: 1.6 }, solid("main", blob("94,10! 140,18 176,40! 140,56 94,72!"))),
		solid("light", circle(146, 156, 14)),
	),
	target: drawing(
		"Target",
		solid("main", circle(92, 108, 84)),
		flat("light", circle(92, 108, 64)),
		flat("main", circle(92, 108, 44)),
		flat("light", circle(92, 108, 23)),
		flat("accent", circle(92, 108, 9)),
		moving(
			{ kind: "swing", at: [92, 108], degrees: 2, seconds: 0.6 },
			stroke("line", lines("92,108 168,32"), 9),
			solid("accent", poly("150,34 178,4 182,18 196,22 166,50 152,48", 2)),
		),
	),
	chess: drawing(
		"Chess piece",
		solid("main", blob("62,150! 64,124 96,92 92,84! 70,98 46,104 34,88 44,72 62,42 82,30! 86,10! 102,26 138,46 152,90 140,150!")),
		flat("line", circle(86, 58, 6)),
		stroke("light", curve("120,52 132,84 128,130"), 7),
		flat("line", circle(46, 88, 3.5)),
		solid("accent", rect(50, 146, 104, 18, 6)),
		solid("accent2", rect(34, 164, 136, 28, 8)),
	),
	dice: drawing(
		"Dice",
		moving(
			{ kind: "swing", at: [130, 130], degrees: 4, seconds: 1.8 },
			solid("accent", turned(rect(86, 86, 98, 98, 16), 14, 135, 135)),
			...["112,112", "158,158", "135,135", "112,158", "158,112"].map((place) => {
				const [x = 0, y = 0] = place.split(",").map(Number);
				return flat("light", turned(circle(x, y, 9), 14, 135, 135));
			}),
		),
		moving(
			{ kind: "swing", at: [64, 64], degrees: -4, seconds: 1.6 },
			solid("main", turned(rect(14, 14, 96, 96, 16), -12, 62, 62)),
			...["38,38", "62,62", "86,86"].map((place) => {
				const [x = 0, y = 0] = place.split(",").map(Number);
				return flat("light", turned(circle(x, y, 10), -12, 62, 62));
			}),
		),
	),
	kite: drawing(
		"Kite",
		moving(
			{ kind: "swing", at: [120, 70], degrees: 5, seconds: 2.4 },
			stroke("line", curve("84,136 56,150 70,170 40,180 30,198"), 5),
			solid("accent", poly("52,144 70,152 56,164", 2)),
			solid("accent", poly("34,170 52,176 38,190", 2)),
			solid("main", poly("176,6 190,92 84,138 66,48", 3)),
			flat("tint", poly("176,6 130,66 66,48")),
			flat("shade", poly("130,66 190,92 84,138")),
			stroke("line", lines("176,6 84,138"), 4),
			stroke("line", lines("66,48 190,92"), 4),
		),
	),
	swim: drawing(
		"Swimmer",
		moving(
			{ kind: "drift", by: [4, 0], seconds: 1.8 },
			solid("main", circle(146, 74, 29)),
			flat("accent", blob("117,74 122,52 146,44 170,52 175,70! 146,62")),
			stroke("main", curve("110,116 72,66 26,70"), 22),
			stroke("main", curve("20,132 66,112 118,118"), 26),
		),
		moving(
			{ kind: "drift", by: [8, 0], seconds: 2.4 },
			stroke("accent", curve("2,140 34,128 68,142 102,128 136,142 170,128 200,140"), 13),
		),
		moving(
			{ kind: "drift", by: [-8, 0], seconds: 2.8 },
			stroke("accent2", curve("2,172 34,160 68,174 102,160 136,174 170,160 200,172"), 13),
		),
	),
};
