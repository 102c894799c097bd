import { drawing, flat, inside, moving, solid, stroke } from "../drawing.ts";
import { arc, blob, circle, curve, lines, poly, rect, star, turned } from "../path.ts";

const tee = poly("66,18 134,18 194,58 170,100 146,86 146,188 54,188 54,86 30,100 6,58", 5);

export const clothes = {
	shirt: drawing(
		"T-shirt",
		solid("main", tee),
		flat("light", "M66 18L134 18C132 48 68 48 66 18Z"),
		stroke("shade", lines("54,86 54,66"), 4),
		stroke("shade", lines("146,86 146,66"), 4),
		solid("accent", star(100, 106, 30, 13, 5, 3)),
	),
	dress: drawing(
		"Dress",
		stroke("line", arc(100, 4, 12, 30, 150), 4),
		stroke("main", lines("74,12 72,40"), 8),
		stroke("main", lines("126,12 128,40"), 8),
		moving(
			{ kind: "swing", at: [100, 60], degrees: 2.5, seconds: 2.2 },
			solid("main", blob("76,80! 124,80! 150,130 178,178! 140,192 100,188 60,192 22,178! 50,130")),
			stroke("shade", curve("82,100 72,140 62,184"), 4),
			stroke("shade", curve("118,100 128,140 138,184"), 4),
		),
		solid("main", blob("64,34! 84,44 100,32 116,44 136,34! 130,62 126,84! 74,84! 70,62")),
		solid("accent", rect(72, 76, 56, 14, 4)),
	),
	trousers: drawing(
		"Trousers",
		solid("main", poly("48,12 152,12 168,192 114,192 100,76 86,192 32,192", 4)),
		solid("accent", rect(46, 8, 108, 22, 4)),
		flat("light", rect(92, 10, 16, 18, 3)),
		stroke("shade", curve("54,32 66,52 82,32"), 4),
		stroke("shade", curve("146,32 134,52 118,32"), 4),
		stroke("shade", lines("100,32 100,74"), 4),
		flat("tint", poly("31,178 88,178 86,192 32,192", 2)),
		flat("tint", poly("112,178 167,178 168,192 114,192", 2)),
	),
	jacket: drawing(
		"Jacket",
		solid("main", poly("62,20 138,20 170,36 196,160 162,168 150,110 150,188 50,188 50,110 38,168 4,160 30,36", 6)),
		solid("light", poly("76,20 124,20 100,76", 2)),
		solid("shade", poly("70,16 100,84 78,104 52,32", 3)),
		solid("shade", poly("130,16 100,84 122,104 148,32", 3)),
		stroke("shade", lines("100,84 100,186"), 4),
		flat("accent", circle(112, 116, 6)),
		flat("accent", circle(112, 146, 6)),
		flat("accent", rect(62, 130, 26, 8, 3)),
	),
	hat: drawing(
		"Hat",
		moving(
			{ kind: "swing", at: [100, 140], degrees: 3, seconds: 2.6 },
			solid(
				"main",
				blob("2,140 24,128 54,128! 58,70 74,36 100,44 126,36 142,70 146,128! 176,128 198,140 168,164 100,172 32,164"),
			),
			solid("accent", blob("55,104! 100,116 145,104! 146,130! 100,142 54,130!")),
		),
	),
	baseballcap: drawing(
		"Baseball cap",
		solid("main", "M22 124C22 70 58 38 104 38C150 38 176 74 176 124Z"),
		stroke("shade", curve("104,40 84,78 82,122"), 4),
		stroke("shade", curve("104,40 134,76 138,122"), 4),
		solid("accent", blob("96,118! 150,112 190,124 198,146 176,152 130,138 92,138!")),
		solid("accent", circle(104, 36, 9)),
		flat("light", circle(58, 92, 15)),
	),
	highheel: drawing(
		"High-heeled shoe",
		moving(
			{ kind: "swing", at: [180, 160], degrees: 3, seconds: 1.8 },
			solid(
				"main",
				blob("18,26! 52,44! 74,96 112,128 164,136 196,158! 190,172! 120,170 70,130 48,110! 36,186! 24,186! 24,110 12,70"),
			),
			flat("shade", blob("18,26! 52,44! 70,92 56,92 38,62")),
			flat("accent", circle(146, 140, 10)),
		),
	),
	sock: drawing(
		"Socks",
		solid("accent", blob("92,10! 152,10! 152,96 178,128 184,162 156,182 122,162 92,130")),
		solid("main", blob("26,16! 92,16! 92,102 120,136 126,168 96,192 54,172 24,134")),
		inside(
			blob("26,16! 92,16! 92,102 120,136 126,168 96,192 54,172 24,134"),
			flat("light", rect(20, 44, 80, 12)),
			flat("light", rect(20, 68, 80, 12)),
			flat("shade", circle(116, 176, 30)),
			flat("shade", circle(24, 136, 22)),
		),
		solid("tint", rect(20, 8, 78, 22, 7)),
	),
	scarf: drawing(
		"Scarf",
		moving(
			{ kind: "swing", at: [120, 80], degrees: 4, seconds: 2 },
			solid("shade", poly("104,80 152,72 166,180 118,186", 4)),
			flat("light", poly("112,140 160,134 162,146 113,152")),
			...[124, 140, 156].map((x) => stroke("accent", lines(`${x},182 ${x + 2},196`), 6)),
		),
		solid("main", blob("22,56 60,24 112,18 160,30 180,62 158,92 104,102 50,94")),
		flat("shade", blob("56,56 100,46 146,56 130,70 100,74 70,70")),
		solid("main", poly("60,74 112,82 84,186 34,176", 4)),
		flat("light", poly("46,124 98,134 95,146 42,136")),
		...[42, 58, 74].map((x) => stroke("accent", lines(`${x},178 ${x - 4},194`), 6)),
	),
	ring: drawing(
		"Ring",
		stroke("accent", circle(100, 128, 56), 18),
		solid("main", poly("66,14 134,14 156,40 100,84 44,40", 3)),
		flat("tint", poly("66,14 84,40 44,40")),
		flat("light", poly("66,14 100,14 84,40")),
		flat("shade", poly("116,40 156,40 100,84")),
		moving(
			{ kind: "blink", seconds: 1.4 },
			flat("accent", star(172, 18, 16, 5, 4, 1)),
			flat("accent", star(26, 66, 12, 4, 4, 1)),
		),
	),
	crown: drawing(
		"Crown",
		solid("main", poly("12,52 56,94 100,28 144,94 188,52 168,150 32,150", 4)),
		solid("accent", rect(30, 144, 140, 30, 6)),
		...["12,46", "100,22", "188,46"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return moving({ kind: "pulse", at: [x, y], amount: 0.1, seconds: 1.6 }, solid("accent", circle(x, y, 13)));
		}),
		flat("light", poly("100,92 114,112 100,132 86,112", 2)),
		flat("light", circle(58, 124, 8)),
		flat("light", circle(142, 124, 8)),
	),
	lipstick: drawing(
		"Lipstick",
		moving(
			{ kind: "drift", by: [0, -4], seconds: 2 },
			solid("main", blob("76,102! 76,34 120,8 128,14 126,102!")),
			solid("accent", rect(70, 84, 62, 46, 3)),
		),
		solid("line", rect(58, 112, 86, 80, 6)),
		flat("accent", rect(58, 128, 86, 8)),
	),
	perfume: drawing(
		"Perfume",
		solid("line", rect(82, 8, 40, 34, 5)),
		solid("accent", rect(88, 40, 28, 20)),
		solid("main", rect(34, 58, 134, 132, 22)),
		inside(rect(34, 58, 134, 132, 22), flat("shade", rect(20, 150, 160, 50))),
		flat("light", rect(64, 92, 74, 50, 5)),
		flat("main", blob("101,134! 84,118 88,102 101,108! 114,102 118,118")),
		moving(
			{ kind: "blink", seconds: 1.2 },
			flat("tint", circle(66, 20, 5)),
			flat("tint", circle(50, 12, 4)),
			flat("tint", circle(50, 30, 4)),
			flat("tint", circle(34, 22, 4)),
		),
	),
	handbag: drawing(
		"Handbag",
		stroke("accent", arc(100, 84, 52, 180, 360), 12),
		solid("main", blob("24,76! 176,76! 194,150 180,188! 20,188! 6,150")),
		solid("shade", blob("24,76! 176,76! 170,112 140,128 60,128 30,112")),
		solid("accent", rect(84, 114, 32, 26, 6)),
	),
	suitcase: drawing(
		"Suitcase",
		stroke("line", "M76 50L76 12L124 12L124 50", 10),
		...[48, 152].map((x) => solid("line", circle(x, 184, 11))),
		solid("main", rect(24, 44, 152, 138, 16)),
		...[62, 100, 138].map((x) => stroke("shade", lines(`${x},58 ${x},168`), 7)),
		solid("accent", turned(rect(98, 74, 60, 36, 6), -12, 128, 92)),
		stroke("light", turned(lines("110,92 146,92"), -12, 128, 92), 6),
	),
};
