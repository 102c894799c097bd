import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, mirrored, poly, rect, segment, turned } from "../path.ts";

const appleBody = blob("100,54! 128,38 162,48 180,86 172,136 142,180 118,186 100,178 82,186 58,180 28,136 20,86 38,48 72,38");
const strawberryBody = blob("100,44 140,40 172,62 172,104 142,160 100,194 58,160 28,104 28,62 60,40");
const melon = segment(100, 74, 92, 0, 180);
const pumpkinMiddle = ellipse(100, 122, 34, 62);
const avocadoBody = blob("100,6 134,28 142,66 166,112 160,164 130,190 70,190 40,164 34,112 58,66 66,28");

export const produce = {
	apple: drawing(
		"Apple",
		stroke("line", curve("100,62 98,40 110,16"), 9),
		moving(
			{ kind: "swing", at: [108, 36], degrees: 5, seconds: 2.6 },
			solid("accent", blob("108,40! 120,14 148,6 168,14! 158,38 132,46")),
		),
		solid("main", appleBody),
		stroke("light", curve("46,80 40,104 50,132"), 10),
	),
	banana: drawing(
		"Banana",
		solid("main", blob("150,24! 164,18! 172,38 184,84 166,138 118,172 62,178 26,164! 20,148! 64,140 108,122 134,92 142,56")),
		stroke("shade", curve("158,44 164,84 144,128 100,154 50,160"), 5),
		flat("line", poly("146,8 164,4 168,26 148,30", 4)),
		flat("line", blob("28,144! 16,146 14,162 28,168!")),
	),
	orange: drawing(
		"Orange",
		solid("main", circle(88, 112, 76)),
		flat("shade", circle(60, 94, 4)),
		flat("shade", circle(80, 76, 3)),
		flat("shade", circle(50, 122, 3)),
		solid("accent", blob("92,44! 110,14 146,8 172,24! 152,50 120,54")),
		solid("main", circle(142, 140, 50)),
		flat("light", circle(142, 140, 42)),
		...[0, 60, 120, 180, 240, 300].map((angle) =>
			flat("main", turned(poly("142,134 155,106 142,101 129,106", 5), angle, 142, 140)),
		),
	),
	lemon: drawing(
		"Lemon",
		solid("main", blob("14,112 30,96 56,54 104,38 150,56 174,92 190,108 180,124 150,162 100,174 52,160 28,128")),
		stroke("light", curve("58,84 78,66 104,60"), 9),
		flat("shade", circle(120, 120, 4)),
		flat("shade", circle(138, 102, 4)),
		flat("shade", circle(98, 138, 4)),
		moving(
			{ kind: "swing", at: [100, 44], degrees: 4, seconds: 2.6 },
			solid("accent", blob("98,44! 102,18 132,4 160,8! 152,34 124,46")),
		),
	),
	strawberry: drawing(
		"Strawberry",
		solid("main", strawberryBody),
		...["70,80", "100,92", "130,80", "56,110", "84,122", "116,122", "144,110", "100,152", "74,148", "126,148"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return flat("tint", ellipse(x, y, 4, 6.5));
		}),
		solid("accent", blob("100,20! 112,42 150,24! 142,46 170,62! 132,62 118,80! 100,64 82,80! 68,62 30,62! 58,46 50,24! 88,42")),
		stroke("accent", curve("100,44 98,24 108,8"), 9),
	),
	cherry: drawing(
		"Cherries",
		stroke("accent2", curve("62,116 74,66 122,16"), 7),
		stroke("accent2", curve("142,122 142,70 122,16"), 7),
		moving(
			{ kind: "swing", at: [122, 16], degrees: 4, seconds: 2.4 },
			solid("accent", blob("120,18! 138,4 172,8 194,34! 166,48 138,40")),
		),
		moving(
			{ kind: "swing", at: [122, 16], degrees: 2.5, seconds: 2.8 },
			solid("main", circle(58, 144, 44)),
			stroke("light", arc(58, 144, 28, 190, 245), 8),
		),
		moving(
			{ kind: "swing", at: [122, 16], degrees: -2.5, seconds: 2.6 },
			solid("main", circle(146, 148, 40)),
			stroke("light", arc(146, 148, 25, 190, 245), 8),
		),
	),
	grapes: drawing(
		"Grapes",
		stroke("accent2", curve("100,60 100,34 120,8"), 9),
		solid("accent", blob("96,48! 72,12 30,10! 22,44 52,70")),
		...["46,74", "82,68", "118,68", "154,74", "64,104", "100,100", "136,104", "82,136", "118,136", "100,168"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return together(solid("main", circle(x, y, 22)), flat("tint", circle(x - 7, y - 7, 4)));
		}),
	),
	watermelon: drawing(
		"Watermelon",
		solid("accent", melon),
		flat("light", segment(100, 74, 78, 0, 180)),
		solid("main", segment(100, 74, 70, 0, 180)),
		...["62,96", "100,104", "138,96", "82,124", "118,124"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return flat("line", blob(`${x},${y - 9}! ${x + 6},${y + 4} ${x},${y + 8} ${x - 6},${y + 4}`));
		}),
	),
	pineapple: drawing(
		"Pineapple",
		moving(
			{ kind: "swing", at: [100, 80], degrees: 2, seconds: 3 },
			solid("accent", blob("98,80! 70,58 48,50! 70,44 60,20! 86,34 100,2! 114,34 140,20! 130,44 152,50! 130,58 102,80!")),
		),
		solid("main", ellipse(100, 132, 54, 62)),
		inside(
			ellipse(100, 132, 54, 62),
			...[-60, -30, 0, 30, 60, 90].flatMap((shift) => [
				stroke("shade", lines(`${40 + shift},200 ${140 + shift},70`), 4),
				stroke("shade", lines(`${60 - shift + 60},200 ${-shift + 40},70`), 4),
			]),
		),
	),
	carrot: drawing(
		"Carrot",
		moving(
			{ kind: "swing", at: [132, 66], degrees: 4, seconds: 2.4 },
			solid("accent", blob("128,72! 116,40 124,12 140,8 146,36 140,66")),
			solid("accent", blob("132,70! 146,34 172,16 184,26 168,54 144,72")),
			solid("accent", blob("130,72! 164,62 192,64 192,80 168,90 140,84")),
		),
		solid("main", blob("14,188! 28,152 62,102 100,64 132,64 140,98 102,138 54,172")),
		stroke("shade", lines("84,92 102,104"), 5),
		stroke("shade", lines("66,122 80,132"), 5),
		stroke("shade", lines("110,84 118,92"), 5),
		stroke("shade", lines("44,152 54,158"), 5),
	),
	tomato: drawing(
		"Tomato",
		solid("main", blob("100,52 140,42 178,66 188,112 166,160 126,182 74,182 34,160 12,112 22,66 60,42")),
		stroke("light", curve("40,92 36,116 48,142"), 10),
		stroke("accent", curve("100,54 98,34 106,18"), 9),
		solid("accent", blob("100,46! 124,32 150,38! 132,56 140,82! 112,70 96,92! 86,68 56,78! 68,54 52,36! 82,36")),
	),
	pepper: drawing(
		"Chilli pepper",
		stroke("accent2", curve("148,52 158,36 150,14"), 11),
		solid("main", blob("124,58 152,56 174,78 166,126 124,166 64,182 12,172! 64,156 100,124 108,86")),
		stroke("light", curve("146,84 142,112 120,138"), 8),
		solid("accent", blob("112,64 128,44 158,44 182,72! 162,82 150,74! 136,86 124,74!")),
	),
	corn: drawing(
		"Corn",
		solid("main", blob("100,6 130,36 138,96 128,160 100,184 72,160 62,96 70,36")),
		inside(
			blob("100,6 130,36 138,96 128,160 100,184 72,160 62,96 70,36"),
			...[16, 34, 52, 70, 88, 106, 124].flatMap((y) => [78, 100, 122].map((x) => flat("tint", rect(x - 7, y, 14, 11, 5)))),
		),
		solid("accent", blob("88,194! 44,150 34,82 46,60! 76,104 104,184")),
		solid("accent2", mirrored(blob("88,194! 44,150 34,82 46,60! 76,104 104,184"))),
	),
	pumpkin: drawing(
		"Pumpkin",
		stroke("accent2", curve("100,66 96,40 116,22"), 14),
		solid("main", ellipse(46, 124, 40, 54)),
		solid("main", ellipse(154, 124, 40, 54)),
		solid("main", ellipse(72, 122, 36, 60)),
		solid("main", ellipse(130, 122, 36, 60)),
		solid("main", pumpkinMiddle),
		moving(
			{ kind: "swing", at: [104, 60], degrees: 4, seconds: 3 },
			solid("accent", blob("108,56! 134,32 168,40 184,62! 150,70 128,64")),
		),
	),
	avocado: drawing(
		"Avocado",
		solid("accent2", avocadoBody),
		flat("tint", blob("100,20 126,38 132,70 152,114 148,158 124,178 76,178 52,158 48,114 68,70 74,38")),
		solid("main", circle(100, 132, 33)),
		flat("light", turned(ellipse(90, 120, 9, 6), -35, 90, 120)),
	),
	wheat: drawing(
		"Wheat",
		...[
			{ x: 100, turn: 0 },
			{ x: 100, turn: -24 },
			{ x: 100, turn: 24 },
		].map(({ turn }, index) =>
			moving(
				{ kind: "swing", at: [100, 196], degrees: 2.5, seconds: 3, phase: index * 0.15 },
				stroke("accent", turned(lines("100,196 100,40"), turn, 100, 200), 6),
				...[30, 56, 82].flatMap((y) => [
					solid(
						index === 0 ? "main" : "accent",
						turned(blob(`100,${y + 30}! 78,${y + 18} 76,${y - 2} 80,${y - 10}! 98,${y + 4}`), turn, 100, 200),
					),
					solid(
						index === 0 ? "main" : "accent",
						turned(blob(`100,${y + 30}! 122,${y + 18} 124,${y - 2} 120,${y - 10}! 102,${y + 4}`), turn, 100, 200),
					),
				]),
				solid(index === 0 ? "main" : "accent", turned(blob("100,34! 90,20 100,0! 110,20"), turn, 100, 200)),
			),
		),
	),
	onion: drawing(
		"Onion",
		solid("accent", blob("94,50! 84,24 66,4! 92,14 100,30 112,6! 112,28 106,50!")),
		solid("main", blob("100,42! 112,66 150,82 176,118 164,158 120,182 80,182 36,158 24,118 50,82 88,66")),
		stroke("tint", curve("96,64 70,104 74,164"), 5),
		stroke("tint", curve("104,64 130,104 126,164"), 5),
		stroke("tint", curve("86,74 46,112 46,148"), 5),
		stroke("tint", curve("114,74 154,112 154,148"), 5),
		stroke("accent", lines("88,184 84,194"), 4),
		stroke("accent", lines("112,184 116,194"), 4),
	),
};
