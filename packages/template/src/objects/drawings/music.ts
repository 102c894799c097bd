import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, poly, rect, star, turned } from "../path.ts";

const guitarBody = blob("100,86 126,92 128,112 124,126 146,146 140,184 100,196 60,184 54,146 76,126 72,112 74,92");
const violinBody = blob("100,72 124,78 128,98 116,112 118,128 134,148 126,182 100,192 74,182 66,148 82,128 84,112 72,98 76,78");
export const music = {
	guitar: drawing(
		"Guitar",
		moving(
			{ kind: "swing", at: [100, 150], degrees: 3, seconds: 2.2 },
			solid("accent2", turned(rect(92, -12, 16, 112, 3), 28, 100, 106)),
			solid("line", turned(poly("88,-22 112,-22 116,6 84,6", 4), 28, 100, 106)),
			solid("main", turned(guitarBody, 28, 100, 106)),
			flat("line", turned(circle(100, 134, 18), 28, 100, 106)),
			solid("accent", turned(rect(80, 166, 40, 10, 4), 28, 100, 106)),
			...[96, 100, 104].map((x) => stroke("tint", turned(lines(`${x},-10 ${x},168`), 28, 100, 106), 1.6)),
		),
	),
	piano: drawing(
		"Piano keys",
		solid("main", rect(4, 24, 192, 152, 12)),
		...Array.from({ length: 6 }, (_, index) => solid("light", rect(14 + index * 29, 58, 27, 108, 4))),
		...[0, 1, 3, 4].map((index) => flat("line", rect(33 + index * 29, 58, 17, 64, 3))),
		moving(
			{ kind: "drift", by: [0, 4], seconds: 0.9 },
			solid("accent", rect(72, 58, 27, 108, 4)),
			flat("line", rect(62, 58, 17, 64, 3)),
		),
		flat("accent", rect(14, 36, 60, 10, 5)),
	),
	violin: drawing(
		"Violin",
		moving(
			{ kind: "swing", at: [100, 130], degrees: 2, seconds: 2.4 },
			solid("line", turned(rect(94, -8, 12, 96, 3), -24, 100, 110)),
			stroke("line", turned(arc(100, -12, 8, 120, 420), -24, 100, 110), 6),
			solid("main", turned(violinBody, -24, 100, 110)),
			flat("line", turned(poly("94,80 106,80 108,132 92,132", 2), -24, 100, 110)),
			solid("accent", turned(poly("92,160 108,160 112,188 88,188", 3), -24, 100, 110)),
			stroke("line", turned(curve("82,128 78,140 84,152"), -24, 100, 110), 4),
			stroke("line", turned(curve("118,128 122,140 116,152"), -24, 100, 110), 4),
		),
		moving({ kind: "drift", by: [7, -7], seconds: 1.6 }, stroke("accent", lines("36,168 190,20"), 6)),
	),
	drum: drawing(
		"Drum",
		moving(
			{ kind: "swing", at: [30, 20], degrees: 7, seconds: 0.5 },
			stroke("accent2", lines("18,18 84,70"), 8),
			flat("accent2", circle(86, 71, 9)),
		),
		moving(
			{ kind: "swing", at: [170, 20], degrees: -7, seconds: 0.5, phase: 0.25 },
			stroke("accent2", lines("182,18 124,72"), 8),
			flat("accent2", circle(122, 73, 9)),
		),
		solid("main", "M16 84L184 84L184 156C184 178 146 190 100 190C54 190 16 178 16 156Z"),
		...["20,104 48,172", "48,110 80,180", "84,112 116,182", "118,112 148,174", "152,108 178,164"].map((line) =>
			stroke("tint", lines(line), 5),
		),
		solid("accent", ellipse(100, 86, 86, 26)),
		flat("light", ellipse(100, 82, 74, 19)),
	),
	note: drawing(
		"Musical note",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 4, seconds: 1.4 },
			solid("main", turned(ellipse(46, 158, 36, 27), -18, 46, 158)),
			solid("main", turned(ellipse(146, 138, 36, 27), -18, 146, 138)),
			solid("main", poly("66,34 182,8 182,50 66,76", 4)),
			flat("main", rect(66, 40, 16, 118)),
			flat("main", rect(166, 24, 16, 114)),
		),
	),
	trumpet: drawing(
		"Trumpet",
		moving(
			{ kind: "swing", at: [60, 110], degrees: 3, seconds: 1.2 },
			...[82, 102, 122].map((x, index) =>
				moving(
					{ kind: "drift", by: [0, 4], seconds: 0.8, phase: index * 0.3 },
					solid("accent", rect(x - 6, 48, 12, 30, 4)),
					solid("accent", rect(x - 7, 64, 14, 76, 5)),
				),
			),
			stroke("main", rect(56, 86, 92, 44, 22), 11),
			solid("main", blob("16,88! 20,84! 130,82! 160,66 190,38! 198,92 190,146! 160,112 130,98! 20,98!")),
			solid("accent2", rect(6, 80, 14, 24, 5)),
		),
	),
	vinyl: drawing(
		"Record",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 6 },
			solid("line", circle(100, 100, 92)),
			...[52, 66, 78].map((radius) => stroke("tint", arc(100, 100, radius, 200, 260), 3)),
			...[52, 66, 78].map((radius) => stroke("tint", arc(100, 100, radius, 20, 80), 3)),
			solid("main", circle(100, 100, 38)),
			flat("accent", poly("100,66 112,88 88,88", 3)),
		),
		flat("light", circle(100, 100, 8)),
	),
	cassette: drawing(
		"Cassette",
		solid("main", rect(6, 34, 188, 132, 14)),
		flat("light", rect(22, 48, 156, 74, 8)),
		stroke("tint", lines("38,64 140,64"), 6),
		flat("accent", rect(22, 104, 156, 18)),
		flat("line", rect(50, 76, 100, 34, 17)),
		...[70, 130].map((x) =>
			moving(
				{ kind: "turn", at: [x, 93], seconds: 3 },
				flat("light", circle(x, 93, 11)),
				stroke("line", lines(`${x},86 ${x},100`), 4),
			),
		),
		solid("shade", poly("52,166 62,136 138,136 148,166", 2)),
	),
	palette: drawing(
		"Painter's palette",
		solid("main", blob("100,22 156,34 190,78 186,116 152,124 136,136 140,160 124,182 86,186 38,166 10,118 16,68 52,34")),
		flat("shade", circle(118, 142, 14)),
		flat("light", circle(60, 82, 17)),
		flat("accent", circle(104, 60, 16)),
		flat("line", circle(146, 80, 15)),
		flat("accent2", circle(48, 124, 15)),
		flat("tint", circle(82, 156, 12)),
	),
	frame: drawing(
		"Picture in a frame",
		stroke("line", lines("62,40 100,8 138,40"), 5),
		solid("accent", rect(8, 34, 184, 156, 6)),
		flat("light", rect(26, 52, 148, 120, 2)),
		inside(
			rect(34, 60, 132, 104),
			flat("tint", rect(34, 60, 132, 104)),
			solid("accent", circle(132, 88, 17)),
			solid("main", poly("20,170 76,92 120,150 136,128 180,170")),
			flat("light", poly("76,92 62,112 74,110 82,116 90,112")),
		),
	),
	theatre: drawing(
		"Theatre masks",
		moving(
			{ kind: "swing", at: [140, 100], degrees: 4, seconds: 2.6, phase: 0.1 },
			solid("accent", turned(blob("92,40! 142,52 192,40! 194,96 172,146 142,158 112,146 92,96"), 8, 142, 100)),
			stroke("line", turned(arc(122, 86, 11, 200, 340), 8, 142, 100), 7),
			stroke("line", turned(arc(164, 86, 11, 200, 340), 8, 142, 100), 7),
			stroke("line", turned(arc(142, 136, 20, 200, 340), 8, 142, 100), 8),
		),
		moving(
			{ kind: "swing", at: [60, 80], degrees: 4, seconds: 2.6 },
			solid("main", turned(blob("4,18! 58,30 112,18! 116,78 92,130 58,144 24,130 2,78"), -8, 58, 80)),
			stroke("light", turned(arc(36, 70, 12, 200, 340), -8, 58, 80), 8),
			stroke("light", turned(arc(82, 70, 12, 200, 340), -8, 58, 80), 8),
			flat("light", turned("M30 94L88 94C86 116 74 126 59 126C44 126 32 116 30 94Z", -8, 58, 80)),
		),
	),
	clapper: drawing(
		"Clapperboard",
		solid("main", rect(10, 74, 180, 114, 10)),
		moving(
			{ kind: "swing", at: [18, 70], degrees: -6, seconds: 1.4 },
			solid("line", turned(rect(10, 34, 180, 32, 5), -12, 14, 66)),
			inside(
				turned(rect(10, 34, 180, 32, 5), -12, 14, 66),
				...[24, 70, 116, 162].map((x) =>
					flat("light", turned(poly(`${x},34 ${x + 22},34 ${x + 8},66 ${x - 14},66`), -12, 14, 66)),
				),
			),
		),
		flat("line", rect(10, 74, 180, 26)),
		...[24, 70, 116, 162].map((x) => flat("light", poly(`${x - 14},74 ${x + 8},74 ${x + 22},100 ${x},100`))),
		stroke("light", lines("30,124 110,124"), 8),
		stroke("light", lines("30,150 84,150"), 8),
		solid("accent", poly("132,120 164,142 132,164", 4)),
	),
	film: drawing(
		"Film reel",
		solid("accent", blob("100,182! 150,176 196,186! 196,196! 100,196!")),
		moving(
			{ kind: "turn", at: [96, 100], seconds: 8 },
			solid("main", circle(96, 100, 88)),
			...[0, 72, 144, 216, 288].map((angle) => flat("light", turned(circle(96, 50, 22), angle, 96, 100))),
			flat("line", circle(96, 100, 13)),
		),
	),
	ticket: drawing(
		"Ticket",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 3, seconds: 2.4 },
			solid("main", turned("M6 52L194 52L194 82C180 84 180 116 194 118L194 148L6 148L6 118C20 116 20 84 6 82Z", -14)),
			...[62, 82, 102, 122, 138].map((y) => stroke("light", turned(lines(`138,${y} 138,${y + 2}`), -14), 6)),
			flat("light", turned(star(78, 100, 34, 15, 5, 3), -14)),
			stroke("tint", turned(lines("160,76 160,124"), -14), 8),
		),
	),
};
