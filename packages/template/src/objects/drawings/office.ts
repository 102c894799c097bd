import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, poly, rect, turned } from "../path.ts";

const page = "M40 20C40 12 46 6 54 6L122 6L164 48L164 180C164 188 158 194 150 194L54 194C46 194 40 188 40 180Z";

export const office = {
	pencil: drawing(
		"Pencil",
		moving(
			{ kind: "swing", at: [30, 180], degrees: 3, seconds: 1.8 },
			solid("main", turned(rect(78, 14, 44, 122, 2), 40)),
			flat("shade", turned(rect(104, 34, 18, 102), 40)),
			solid("accent", turned(rect(78, -6, 44, 26, 8), 40)),
			flat("light", turned(rect(78, 16, 44, 14), 40)),
			solid("tint", turned(poly("78,136 122,136 100,190", 2), 40)),
			flat("line", turned(poly("91,168 109,168 100,192", 1), 40)),
		),
	),
	pen: drawing(
		"Fountain pen",
		stroke("accent", curve("14,184 40,172 58,188 84,176 108,188"), 6),
		moving(
			{ kind: "swing", at: [44, 172], degrees: 4, seconds: 1.8 },
			solid("main", turned(blob("78,6! 122,6! 126,96! 122,126! 78,126! 74,96!"), 42)),
			flat("accent", turned(rect(76, 84, 48, 12), 42)),
			flat("tint", turned(rect(86, 18, 8, 56, 4), 42)),
			solid("tint", turned(blob("80,124! 120,124! 114,160 100,190! 86,160"), 42)),
			flat("line", turned(circle(100, 146, 6), 42)),
			stroke("line", turned(lines("100,146 100,184"), 42), 3),
		),
	),
	book: drawing(
		"Book",
		solid("shade", poly("8,52 100,68 192,52 192,164 100,184 8,164", 5)),
		solid("light", blob("100,60! 64,38 18,40! 18,148! 64,148 100,172!")),
		solid("light", blob("100,60! 136,38 182,40! 182,148! 136,148 100,172!")),
		...[66, 88, 110].map((y) => stroke("tint", curve(`34,${y - 6} 60,${y - 6} 84,${y + 2}`), 6)),
		...[66, 88].map((y) => stroke("tint", curve(`166,${y - 6} 140,${y - 6} 116,${y + 2}`), 6)),
		stroke("tint", lines("100,62 100,170"), 4),
		moving(
			{ kind: "swing", at: [150, 44], degrees: 3, seconds: 2 },
			solid("accent", poly("142,38 162,38 162,112 152,102 142,112", 1)),
		),
	),
	books: drawing(
		"Stack of books",
		solid("main", rect(14, 148, 168, 40, 6)),
		flat("light", rect(30, 158, 152, 20)),
		solid("accent", rect(30, 106, 156, 40, 6)),
		flat("light", rect(30, 116, 140, 20)),
		solid("shade", rect(20, 66, 146, 38, 6)),
		flat("tint", rect(36, 75, 130, 20)),
		moving(
			{ kind: "swing", at: [96, 66], degrees: 2, seconds: 3 },
			solid("main", blob("96,66 66,56 66,26 96,22 126,26 126,56")),
			stroke("line", lines("96,26 98,10"), 5),
			solid("accent", blob("98,18! 110,4 128,6! 118,20")),
		),
	),
	notebook: drawing(
		"Notebook",
		solid("main", rect(34, 8, 140, 184, 10)),
		flat("shade", rect(34, 8, 26, 184, 8)),
		flat("light", rect(80, 38, 74, 44, 5)),
		stroke("main", lines("92,54 142,54"), 6),
		stroke("main", lines("92,68 122,68"), 6),
		...[32, 66, 100, 134, 168].map((y) => stroke("tint", lines(`22,${y} 46,${y}`), 10)),
		solid("accent", poly("130,8 148,8 148,60 139,50 130,60")),
	),
	envelope: drawing(
		"Envelope",
		solid("shade", rect(10, 40, 180, 130, 8)),
		moving(
			{ kind: "drift", by: [0, -4], seconds: 2.6 },
			solid("light", rect(28, 22, 144, 110, 6)),
			stroke("tint", lines("50,50 150,50"), 8),
			stroke("tint", lines("50,72 120,72"), 8),
		),
		solid("main", poly("10,58 100,124 190,58 190,164 184,172 16,172 10,164", 5)),
		solid("accent", circle(100, 128, 18)),
		flat("light", blob("100,138! 89,128 91,119 100,123! 109,119 111,128")),
	),
	letter: drawing(
		"Document",
		solid("light", page),
		solid("tint", poly("122,6 164,48 122,48", 2)),
		...[74, 98, 122].map((y) => stroke("tint", lines(`62,${y} 142,${y}`), 9)),
		solid("accent", circle(130, 160, 19)),
		solid("accent2", poly("120,172 140,172 140,198 130,190 120,198", 1)),
		stroke("main", curve("60,160 70,146 76,166 88,148 96,162"), 5),
		flat("main", rect(62, 30, 44, 22, 4)),
	),
	newspaper: drawing(
		"Newspaper",
		solid("tint", rect(150, 56, 42, 128, 6)),
		solid(
			"light",
			"M10 26C10 20 14 16 20 16L156 16C162 16 166 20 166 26L166 170C166 180 172 184 178 184L26 184C16 184 10 176 10 168Z",
		),
		flat("main", rect(28, 34, 120, 24, 3)),
		flat("accent", rect(28, 72, 56, 48, 3)),
		...[78, 96, 114].map((y) => stroke("tint", lines(`100,${y} 146,${y}`), 7)),
		...[138, 156].map((y) => stroke("tint", lines(`32,${y} 146,${y}`), 7)),
	),
	briefcase: drawing(
		"Briefcase",
		stroke("line", "M70 58L70 36C70 28 75 24 82 24L118 24C125 24 130 28 130 36L130 58", 12),
		solid("main", rect(8, 54, 184, 126, 16)),
		solid("shade", "M8 70C8 60 15 54 24 54L176 54C185 54 192 60 192 70L192 98C150 126 50 126 8 98Z"),
		solid("accent", rect(82, 102, 36, 30, 6)),
	),
	calendar: drawing(
		"Calendar",
		solid("light", rect(16, 26, 168, 164, 14)),
		solid("main", "M16 40C16 32 22 26 30 26L170 26C178 26 184 32 184 40L184 72L16 72Z"),
		...[58, 142].map((x) => solid("line", rect(x - 8, 10, 16, 36, 8))),
		...[92, 122, 152].flatMap((y, row) =>
			[36, 70, 104, 138].map((x, column) =>
				row === 1 && column === 2 ? solid("accent", rect(x - 3, y - 3, 30, 28, 6)) : flat("tint", rect(x, y, 24, 20, 4)),
			),
		),
	),
	clipboard: drawing(
		"Clipboard",
		solid("main", rect(30, 20, 140, 174, 12)),
		flat("light", rect(46, 42, 108, 138, 4)),
		solid("line", "M70 30C70 22 76 18 84 18C86 8 92 4 100 4C108 4 114 8 116 18C124 18 130 22 130 30L130 48L70 48Z"),
		...[74, 106, 138].map((y, index) =>
			together(
				flat(index < 2 ? "accent" : "tint", rect(58, y - 8, 20, 20, 5)),
				...(index < 2 ? [stroke("light", lines(`63,${y + 2} 67,${y + 6} 74,${y - 2}`), 4)] : []),
				stroke("tint", lines(`92,${y + 2} 140,${y + 2}`), 8),
			),
		),
	),
	folder: drawing(
		"Folder",
		solid("shade", "M8 48C8 38 14 32 24 32L74 32L92 52L176 52C184 52 190 58 190 66L190 160L8 160Z"),
		moving(
			{ kind: "drift", by: [0, -3], seconds: 2.4 },
			solid("light", rect(36, 40, 128, 90, 5)),
			stroke("tint", lines("54,62 146,62"), 7),
		),
		solid(
			"main",
			"M4 84C4 78 8 74 14 74L186 74C192 74 196 78 196 84L184 166C183 174 178 178 170 178L30 178C22 178 17 174 16 166Z",
		),
		flat("accent", rect(30, 146, 54, 14, 5)),
	),
	cap: drawing(
		"Graduation cap",
		solid("shade", "M48 96L152 96L152 138C140 158 60 158 48 138Z"),
		solid("main", poly("100,34 198,84 100,134 2,84", 4)),
		moving(
			{ kind: "swing", at: [162, 100], degrees: 6, seconds: 2 },
			stroke("accent", lines("100,84 162,102 162,142"), 6),
			solid("accent", poly("154,136 170,136 176,174 148,174", 4)),
		),
		flat("accent", ellipse(100, 84, 10, 5)),
	),
	backpack: drawing(
		"Backpack",
		stroke("line", arc(100, 30, 22, 180, 360), 10),
		solid("shade", rect(10, 110, 30, 66, 12)),
		solid("shade", rect(160, 110, 30, 66, 12)),
		solid("main", "M30 90C30 48 58 22 100 22C142 22 170 48 170 90L170 172C170 184 162 192 150 192L50 192C38 192 30 184 30 172Z"),
		solid("accent", rect(52, 118, 96, 58, 14)),
		stroke("accent2", lines("52,138 148,138"), 5),
		flat("light", rect(92, 132, 16, 20, 5)),
		stroke("shade", arc(100, 84, 40, 190, 350), 6),
	),
	globe: drawing(
		"Globe",
		stroke("line", arc(92, 84, 84, -50, 130), 9),
		solid("line", rect(92, 166, 16, 20)),
		solid("accent", "M52 194C52 184 70 178 100 178C130 178 148 184 148 194Z"),
		solid("main", circle(92, 84, 66)),
		inside(
			circle(92, 84, 66),
			moving(
				{ kind: "drift", by: [6, 0], seconds: 7 },
				solid("accent", blob("36,56 60,32 88,34 96,52 78,64 82,82 62,94 54,110 36,92")),
				solid("accent", blob("104,50 132,40 160,60 158,98 134,128 116,118 118,92 104,76")),
				solid("accent", blob("66,112 88,112 92,132 78,148")),
			),
		),
	),
	ruler: drawing(
		"Ruler and set square",
		solid("accent", poly("20,190 20,40 170,190", 5)),
		flat("light", poly("50,164 50,108 106,164", 3)),
		moving(
			{ kind: "swing", at: [150, 50], degrees: 2, seconds: 3 },
			solid("main", turned(rect(2, 70, 196, 46, 4), 45, 112, 84)),
			...Array.from({ length: 11 }, (_, index) =>
				stroke("light", turned(lines(`${16 + index * 17},72 ${16 + index * 17},${index % 2 === 0 ? 94 : 84}`), 45, 112, 84), 4),
			),
		),
	),
	paperclip: drawing(
		"Paper clip",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 5, seconds: 2.4 },
			stroke(
				"main",
				turned(
					"M126 54L126 132C126 148 116 158 102 158C88 158 78 148 78 132L78 44C78 22 94 8 114 8C136 8 152 22 152 44L152 142C152 172 130 192 102 192C74 192 52 172 52 142L52 60",
					30,
				),
				14,
			),
		),
		moving({ kind: "blink", seconds: 1.6 }, flat("accent", circle(168, 30, 8)), flat("accent", circle(30, 168, 8))),
	),
	microscope: drawing(
		"Microscope",
		solid("line", rect(24, 176, 152, 18, 8)),
		stroke("accent", arc(92, 112, 62, -60, 72), 16),
		solid("accent2", rect(38, 138, 84, 12, 4)),
		solid("main", turned(rect(62, 20, 40, 86, 8), -18, 80, 60)),
		solid("line", turned(rect(70, 2, 24, 24, 5), -18, 80, 60)),
		solid("shade", turned(rect(70, 104, 24, 24, 3), -18, 80, 60)),
		moving({ kind: "pulse", at: [82, 140], amount: 0.15, seconds: 1.6 }, flat("main", ellipse(84, 136, 12, 4))),
		solid("line", circle(138, 132, 13)),
	),
	flask: drawing(
		"Flask",
		solid("light", "M76 20L124 20L124 76L178 170C184 182 178 192 164 192L36 192C22 192 16 182 22 170L76 76Z"),
		inside(
			"M76 20L124 20L124 76L178 170C184 182 178 192 164 192L36 192C22 192 16 182 22 170L76 76Z",
			moving(
				{ kind: "drift", by: [0, 2], seconds: 2.4 },
				solid("main", "M0 126C50 116 90 136 130 124C160 116 180 124 200 120L200 200L0 200Z"),
			),
			moving({ kind: "rise", height: 40, seconds: 2.2 }, flat("tint", circle(80, 156, 9))),
			moving({ kind: "rise", height: 40, seconds: 2.8, phase: 0.3 }, flat("tint", circle(122, 164, 6))),
		),
		solid("accent", rect(66, 8, 68, 18, 7)),
	),
	magnifier: drawing(
		"Magnifying glass",
		moving(
			{ kind: "drift", by: [5, 3], seconds: 3.4 },
			solid("accent", turned(rect(86, 136, 28, 76, 12), -45, 100, 100)),
			solid("main", circle(80, 80, 72)),
			flat("tint", circle(80, 80, 53)),
			stroke("light", arc(80, 80, 38, 180, 260), 9),
		),
	),
	puzzle: drawing(
		"Jigsaw piece",
		solid(
			"main",
			blob(
				"14,62! 62,62! 56,40 74,14 98,14 116,40 110,62! 150,62! 150,104! 172,98 192,112 192,136 172,150 150,144! 150,190! 106,190! 112,168 98,150 74,150 58,168 62,190! 14,190! 14,144! 36,150 52,136 52,112 36,98 14,104!",
				0.2,
			),
		),
		stroke("light", lines("30,80 58,80"), 9),
	),
	chart: drawing(
		"Rising chart",
		solid("tint", rect(10, 130, 34, 58, 5)),
		solid("accent", rect(58, 100, 34, 88, 5)),
		solid("main", rect(106, 76, 34, 112, 5)),
		solid("shade", rect(154, 46, 34, 142, 5)),
		stroke("line", lines("14,96 66,58 104,70 168,16"), 8),
		flat("line", poly("180,6 174,36 152,16", 2)),
	),
	stamp: drawing(
		"Rubber stamp",
		solid("accent", circle(100, 36, 30)),
		solid("accent", poly("88,56 112,56 120,112 80,112", 4)),
		solid("main", rect(36, 106, 128, 44, 10)),
		solid("line", rect(26, 148, 148, 16, 4)),
		stroke("tint", lines("22,188 178,188"), 8),
	),
};
