import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, mirrored, poly, rect, star, turned } from "../path.ts";

const leafBody = blob("100,190! 44,150 26,96 52,46 150,8! 176,70 164,128 140,162");
const mountainFront = poly("4,176 84,36 150,176", 4);
const mountainBack = poly("78,176 138,78 198,176", 4);
const islandSea = blob("4,150 50,138 100,146 150,138 196,150 184,186 100,192 16,186");

export const nature = {
	leaf: drawing(
		"Leaf",
		moving(
			{ kind: "swing", at: [100, 190], degrees: 3, seconds: 3.2 },
			solid("main", leafBody),
			stroke("tint", curve("92,194 98,140 120,84 150,30"), 6),
			stroke("tint", curve("98,146 78,132 58,128"), 4.5),
			stroke("tint", curve("108,114 88,94 62,88"), 4.5),
			stroke("tint", curve("122,82 106,66 86,58"), 4.5),
			stroke("tint", curve("102,136 124,128 146,128"), 4.5),
			stroke("tint", curve("114,98 136,92 158,94"), 4.5),
		),
	),
	tree: drawing(
		"Tree",
		solid("accent2", blob("88,110! 92,160 78,192! 122,192! 108,160 112,110!")),
		moving(
			{ kind: "swing", at: [100, 190], degrees: 1.4, seconds: 3.4 },
			solid("main", blob("100,6 140,18 158,50 182,76 172,116 138,134 100,128 62,134 28,116 18,76 42,50 60,18")),
			flat("tint", circle(72, 58, 7)),
			flat("tint", circle(116, 42, 6)),
			flat("tint", circle(138, 88, 7)),
			flat("tint", circle(92, 98, 6)),
			flat("tint", circle(52, 96, 5)),
		),
		stroke("accent2", curve("100,150 100,120 118,98"), 8),
	),
	pine: drawing(
		"Fir tree",
		solid("accent2", rect(88, 160, 24, 34, 3)),
		solid("main", poly("100,96 164,170 36,170", 8)),
		solid("main", poly("100,50 152,126 48,126", 8)),
		solid("main", poly("100,6 140,82 60,82", 8)),
		stroke("tint", lines("66,70 84,66"), 5),
		stroke("tint", lines("56,114 78,108"), 5),
		stroke("tint", lines("46,158 74,150"), 5),
	),
	palm: drawing(
		"Palm tree",
		solid("accent2", blob("86,72! 102,70! 112,120 104,190! 80,190! 94,130")),
		stroke("line", lines("96,100 108,98"), 4),
		stroke("line", lines("98,130 110,128"), 4),
		stroke("line", lines("94,160 106,158"), 4),
		moving(
			{ kind: "swing", at: [94, 70], degrees: 3, seconds: 3 },
			solid("main", blob("94,70! 66,46 34,46 10,74! 44,66 70,76")),
			solid("main", blob("94,70! 122,40 156,42 186,74! 150,62 122,74")),
			solid("shade", blob("94,70! 60,78 40,104 38,136! 60,104 84,92")),
			solid("shade", blob("94,70! 130,78 150,104 154,138! 130,104 104,92")),
			solid("main", blob("94,70! 78,36 90,14 122,8! 104,30 104,52")),
		),
		together(solid("accent", circle(84, 82, 10)), solid("accent", circle(104, 84, 10))),
	),
	flower: drawing(
		"Flower",
		stroke("accent2", curve("100,104 104,150 98,194"), 8),
		solid("accent2", blob("100,164! 124,134 156,132! 146,160 120,174")),
		solid("accent2", blob("100,178! 78,150 48,150! 56,174 80,186")),
		moving(
			{ kind: "turn", at: [100, 70], seconds: 40 },
			...[0, 60, 120, 180, 240, 300].map((angle) => solid("main", turned(ellipse(100, 32, 22, 27), angle, 100, 70))),
		),
		solid("accent", circle(100, 70, 21)),
		flat("tint", circle(94, 64, 5)),
	),
	tulip: drawing(
		"Tulip",
		stroke("accent", lines("100,106 100,192"), 9),
		moving(
			{ kind: "swing", at: [100, 190], degrees: 3, seconds: 3 },
			solid("accent", blob("100,190! 64,156 52,98! 88,122 102,160")),
		),
		moving(
			{ kind: "swing", at: [100, 190], degrees: -3, seconds: 3 },
			solid("accent2", blob("100,190! 136,150 150,92! 112,118 98,160")),
		),
		solid("shade", blob("100,6! 132,46 128,100 72,100 68,46")),
		solid("main", blob("54,22! 92,52 104,112 76,112 48,80")),
		solid("main", mirrored(blob("54,22! 92,52 104,112 76,112 48,80"))),
	),
	rose: drawing(
		"Rose",
		stroke("accent2", curve("100,110 104,150 96,194"), 8),
		solid("accent2", blob("100,160! 130,132 164,136! 148,164 118,172")),
		solid("accent2", blob("98,174! 74,148 40,150! 54,178 80,184")),
		solid("shade", blob("100,122 54,108 40,66! 72,70 100,92 128,70 160,66! 146,108")),
		solid("main", blob("56,52 70,20 100,10 130,20 144,52 132,96 100,110 68,96")),
		stroke("tint", arc(100, 54, 10, 200, 480), 6),
		stroke("tint", arc(98, 56, 24, 150, 330), 6),
		stroke("tint", arc(102, 58, 32, 340, 500), 6),
	),
	sunflower: drawing(
		"Sunflower",
		stroke("accent2", curve("100,120 106,160 98,194"), 9),
		solid("accent2", blob("102,170! 132,140 170,146! 150,174 120,180")),
		moving(
			{ kind: "turn", at: [100, 78], seconds: 50 },
			...Array.from({ length: 14 }, (_, index) =>
				solid("main", turned(blob("100,2! 112,24 108,46 92,46 88,24"), (index * 360) / 14, 100, 78)),
			),
		),
		solid("line", circle(100, 78, 37)),
		...[0, 60, 120, 180, 240, 300].map((angle) => flat("accent", turned(circle(100, 58, 4), angle, 100, 78))),
		flat("accent", circle(100, 78, 4)),
	),
	seedling: drawing(
		"Seedling",
		solid("accent2", blob("16,192! 34,160 100,148 166,160 184,192!")),
		stroke("main", curve("100,166 102,130 98,92"), 9),
		moving(
			{ kind: "swing", at: [98, 100], degrees: 5, seconds: 2.6 },
			solid("main", blob("98,104! 58,96 26,66 18,22! 66,28 94,60")),
			stroke("tint", curve("90,92 66,66 42,44"), 5),
		),
		moving(
			{ kind: "swing", at: [100, 100], degrees: -5, seconds: 2.6 },
			solid("main", blob("100,100! 104,58 134,30 182,30! 174,72 140,98")),
			stroke("tint", curve("110,92 134,70 160,48"), 5),
		),
	),
	cactus: drawing(
		"Cactus",
		stroke("main", lines("66,112 42,112 42,74"), 26),
		stroke("main", lines("130,96 158,96 158,60"), 26),
		solid("main", rect(72, 18, 56, 146, 28)),
		...[40, 64, 88, 112, 136].map((y) => stroke("tint", lines(`92,${y} 92,${y + 8}`), 4)),
		...[52, 76, 100, 124].map((y) => stroke("tint", lines(`110,${y} 110,${y + 8}`), 4)),
		solid("accent", star(100, 18, 18, 9, 6, 4)),
		solid("accent2", poly("48,148 152,148 140,194 60,194", 5)),
		solid("accent", rect(42, 142, 116, 18, 5)),
	),
	mushroom: drawing(
		"Mushroom",
		solid("light", blob("76,100! 124,100! 126,140 140,178 120,192 80,192 60,178 74,140")),
		solid("tint", ellipse(100, 104, 60, 14)),
		solid("main", "M12 104C12 52 52 14 100 14C148 14 188 52 188 104C150 116 50 116 12 104Z"),
		flat("light", ellipse(66, 62, 19, 16)),
		flat("light", ellipse(120, 44, 15, 12)),
		flat("light", ellipse(148, 80, 15, 13)),
		flat("light", ellipse(100, 88, 11, 8)),
		flat("light", ellipse(40, 92, 9, 8)),
	),
	mountain: drawing(
		"Mountain",
		moving({ kind: "drift", by: [6, 0], seconds: 7 }, solid("accent", circle(152, 48, 26))),
		solid("shade", mountainBack),
		inside(mountainBack, flat("light", poly("138,70 110,120 128,112 138,124 150,110 166,120"))),
		solid("main", mountainFront),
		inside(mountainFront, flat("light", poly("84,28 44,104 62,94 74,110 90,92 104,108 120,100"))),
		solid("accent2", blob("0,172! 40,160 90,172 150,160 200,172! 200,194! 0,194!")),
	),
	volcano: drawing(
		"Volcano",
		moving({ kind: "rise", height: 26, seconds: 3.6 }, solid("tint", blob("72,40 62,20 82,6 104,12 128,4 142,24 130,44 100,48"))),
		solid("shade", blob("8,192! 50,140 72,70! 128,70! 150,140 192,192!")),
		moving(
			{ kind: "pulse", at: [100, 70], amount: 0.03, seconds: 1.1 },
			solid("main", blob("70,68! 84,58 100,64 116,56 130,68! 136,104 126,100 118,84 110,134 98,142 92,96 82,112 74,110 72,90")),
		),
		flat("accent", circle(84, 50, 7)),
		flat("accent", circle(118, 44, 6)),
		flat("accent", circle(100, 56, 5)),
	),
	wave: drawing(
		"Wave",
		solid("main", blob("2,188! 6,120 30,62 80,26 132,24 168,50 176,84! 150,66 122,74 112,100 128,128 168,142 198,140! 198,188!")),
		stroke("light", curve("24,170 34,110 62,66 104,44 140,46"), 8),
		stroke("light", curve("58,172 62,130 78,92 100,70"), 7),
		moving(
			{ kind: "drift", by: [0, 3], seconds: 2 },
			solid("light", blob("118,40 138,22 160,32 178,44 190,68 182,92 168,82 156,72 140,60 126,58")),
		),
		moving({ kind: "rise", height: 16, seconds: 2 }, flat("tint", circle(184, 112, 6)), flat("tint", circle(166, 104, 4))),
		moving({ kind: "drift", by: [8, 0], seconds: 3 }, stroke("accent", curve("4,184 40,174 76,184 112,174 148,184 196,176"), 10)),
	),
	drop: drawing(
		"Drop",
		moving(
			{ kind: "pulse", at: [100, 130], amount: 0.025, seconds: 2 },
			solid("main", "M100 8C118 44 160 84 160 130C160 166 134 192 100 192C66 192 40 166 40 130C40 84 82 44 100 8Z"),
			stroke("light", arc(100, 130, 40, 110, 175), 11),
			flat("tint", circle(120, 108, 7)),
			flat("tint", circle(108, 82, 5)),
		),
	),
	fire: drawing(
		"Fire",
		moving(
			{ kind: "swing", at: [100, 190], degrees: 2.5, seconds: 0.9 },
			solid("main", blob("104,6! 112,50 148,76 164,120 150,168 100,192 50,168 36,124 52,84 66,98! 80,60 76,36")),
		),
		moving(
			{ kind: "swing", at: [100, 190], degrees: -4, seconds: 0.7 },
			solid("accent", blob("108,66! 114,96 138,120 132,162 100,184 68,162 66,130 84,128! 96,100")),
		),
		moving(
			{ kind: "pulse", at: [100, 180], amount: 0.06, seconds: 0.5 },
			flat("light", blob("102,116! 120,144 116,170 100,178 84,170 82,148")),
		),
	),
	campfire: drawing(
		"Campfire",
		moving(
			{ kind: "swing", at: [100, 160], degrees: 3, seconds: 0.9 },
			solid("main", blob("102,4! 110,44 142,68 152,108 136,150 64,150 48,112 60,78 72,90! 82,54")),
		),
		moving(
			{ kind: "swing", at: [100, 160], degrees: -4, seconds: 0.7 },
			solid("accent", blob("104,62! 112,88 126,108 120,148 80,148 76,116 88,110!")),
		),
		solid("accent2", turned(rect(16, 152, 168, 22, 11), 14)),
		solid("accent2", turned(rect(16, 152, 168, 22, 11), -14)),
		flat("tint", turned(ellipse(25, 164, 6, 9), 14)),
		flat("tint", turned(ellipse(175, 164, 6, 9), -14)),
	),
	island: drawing(
		"Island",
		solid("accent", circle(146, 52, 30)),
		solid("tint", blob("36,148 60,128 100,120 142,130 166,148 100,162")),
		solid("accent2", blob("92,60! 102,60! 106,100 98,132! 82,132! 92,100")),
		moving(
			{ kind: "swing", at: [96, 60], degrees: 3, seconds: 3 },
			solid("main", blob("96,60! 72,38 42,44 24,66! 54,58 76,66")),
			solid("main", blob("96,60! 118,36 146,44 162,70! 134,58 116,66")),
			solid("main", blob("96,60! 70,66 58,88 60,106! 74,84 90,74")),
			solid("main", blob("96,60! 124,70 130,90 130,104! 116,84 102,74")),
		),
		solid("main", islandSea),
		moving(
			{ kind: "drift", by: [5, 0], seconds: 3 },
			stroke("light", curve("30,164 54,158 78,166"), 6),
			stroke("light", curve("104,174 130,168 156,174"), 6),
		),
	),
	shell: drawing(
		"Shell",
		solid("main", blob("100,18 146,32 178,72 176,108 124,170 100,176 76,170 24,108 22,72 54,32")),
		...["100,166 100,34", "94,166 66,44", "106,166 134,44", "88,166 38,76", "112,166 162,76"].map((line) =>
			stroke("tint", lines(line), 6),
		),
		solid("accent", poly("66,160 134,160 124,188 76,188", 8)),
	),
	feather: drawing(
		"Feather",
		solid("main", blob("176,14! 182,70 158,110! 146,104! 140,128 104,156! 96,142! 80,152 58,152! 48,118 74,68 122,30")),
		stroke("tint", curve("20,190 60,146 110,92 160,34"), 6),
		stroke("tint", lines("92,112 90,84"), 4),
		stroke("tint", lines("114,88 112,62"), 4),
		stroke("tint", lines("100,104 126,108"), 4),
		stroke("tint", lines("124,78 148,78"), 4),
	),
	web: drawing(
		"Spider's web",
		...[0, 45, 90, 135].map((angle) => stroke("main", turned(lines("100,6 100,194"), angle), 4)),
		...[30, 58, 86].map((radius) => stroke("main", star(100, 100, radius, radius * 0.8, 8), 4)),
		moving(
			{ kind: "drift", by: [0, 6], seconds: 4 },
			...["150,108 168,100 176,84", "150,118 174,118 188,108", "150,128 172,138 178,156"].map((points) =>
				stroke("line", curve(points), 4),
			),
			...["118,108 102,98 98,84", "118,118 96,118 84,126", "118,128 104,140 104,158"].map((points) =>
				stroke("line", curve(points), 4),
			),
			solid("accent", circle(134, 126, 22)),
			solid("line", circle(134, 100, 13)),
			flat("light", circle(130, 98, 3)),
			flat("light", circle(138, 98, 3)),
		),
	),
};
