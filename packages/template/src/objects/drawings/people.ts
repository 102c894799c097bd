import { drawing, flat, inside, moving, type Part, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, mirrored, poly, rect, turned } from "../path.ts";

/** Head and shoulders of somebody, `x` in the middle, seen from the front. */
const bust = (
	x: number,
	y: number,
	size: number,
	coat: "main" | "accent" | "shade",
	hair: "line" | "accent2" | "shade",
): Part => {
	const at = (dx: number, dy: number) => `${x + dx * size},${y + dy * size}`;
	return together(
		solid(coat, blob(`${at(-60, 150)}! ${at(-56, 96)} ${at(-24, 70)} ${at(24, 70)} ${at(56, 96)} ${at(60, 150)}!`)),
		solid("tint", rect(x - 13 * size, y + 36 * size, 26 * size, 42 * size, 12 * size)),
		solid("tint", ellipse(x, y + 6 * size, 34 * size, 39 * size)),
		solid(
			hair,
			blob(
				`${at(-37, 8)}! ${at(-38, -28)} ${at(-14, -46)} ${at(18, -44)} ${at(38, -22)} ${at(37, 8)}! ${at(26, -12)} ${at(0, -16)} ${at(-22, -12)}`,
			),
		),
	);
};
const eyes = (y: number, apart: number, radius: number): Part =>
	moving(
		{ kind: "flap", axis: "y", at: [100, y], amount: 0.06, seconds: 3 },
		flat("line", circle(100 - apart, y, radius)),
		flat("line", circle(100 + apart, y, radius)),
	);
const thumb = blob(
	"74,92! 92,52 96,14 118,12 128,34 118,76! 166,76 180,92 176,108 182,122 174,138 174,152 162,164 152,182 92,184 74,172!",
);

export const people = {
	smile: drawing(
		"Smiling face",
		moving(
			{ kind: "swing", at: [100, 100], degrees: 4, seconds: 3 },
			solid("main", circle(100, 100, 90)),
			eyes(82, 32, 12),
			flat("line", "M46 106L154 106C154 140 130 162 100 162C70 162 46 140 46 106Z"),
			inside(
				"M46 106L154 106C154 140 130 162 100 162C70 162 46 140 46 106Z",
				flat("light", rect(40, 104, 120, 17)),
				flat("accent", ellipse(100, 164, 36, 22)),
			),
		),
	),
	sad: drawing(
		"Sad face",
		solid("main", circle(100, 100, 90)),
		eyes(90, 32, 11),
		stroke("line", curve("50,70 62,62 78,60"), 8),
		stroke("line", curve("150,70 138,62 122,60"), 8),
		stroke("line", arc(100, 158, 36, 210, 330), 11),
		moving({ kind: "rise", height: -26, seconds: 2.4 }, solid("accent", blob("138,104! 150,126 138,138 126,126"))),
	),
	person: drawing(
		"Person",
		bust(100, 60, 0.92, "main", "line"),
		eyes(66, 13, 4),
		stroke("line", arc(100, 78, 11, 25, 155), 4),
		flat("light", poly("84,130 116,130 100,156", 2)),
		flat("accent", circle(100, 172, 5)),
	),
	woman: drawing(
		"Woman",
		solid("accent2", blob("100,8 146,24 160,72 158,122 166,158! 34,158! 42,122 40,72 54,24")),
		solid("main", blob("22,194! 28,162 66,148 134,148 172,162 178,194!")),
		solid("tint", rect(82, 112, 36, 50, 16)),
		solid("tint", ellipse(100, 82, 42, 48)),
		solid("accent", blob("56,88! 54,44 86,24 122,28 146,52 144,88! 132,62 104,48! 82,66")),
		eyes(84, 17, 5),
		stroke("main", arc(100, 98, 15, 25, 155), 5),
	),
	baby: drawing(
		"Baby",
		together(solid("tint", circle(24, 110, 18)), solid("tint", circle(176, 110, 18))),
		solid("tint", circle(100, 108, 78)),
		moving({ kind: "swing", at: [100, 36], degrees: 10, seconds: 1.6 }, stroke("line", curve("100,40 92,18 108,6 118,22"), 8)),
		eyes(100, 34, 9),
		flat("main", circle(44, 128, 11)),
		flat("main", circle(156, 128, 11)),
		moving(
			{ kind: "pulse", at: [100, 140], amount: 0.08, seconds: 0.9 },
			solid("accent", ellipse(100, 140, 34, 20)),
			stroke("main", circle(100, 152, 15), 8),
		),
	),
	team: drawing(
		"Group of people",
		bust(44, 72, 0.8, "accent", "accent2"),
		bust(156, 72, 0.8, "shade", "line"),
		bust(100, 52, 0.96, "main", "line"),
	),
	family: drawing(
		"Family",
		bust(50, 52, 0.95, "main", "line"),
		bust(150, 56, 0.92, "accent", "accent2"),
		moving({ kind: "drift", by: [0, 3], seconds: 1.6 }, bust(100, 118, 0.62, "shade", "accent2")),
		moving(
			{ kind: "pulse", at: [100, 28], amount: 0.1, seconds: 1.2 },
			solid("main", blob("100,52! 74,30 78,10 100,20! 122,10 126,30")),
		),
	),
	hand: drawing(
		"Waving hand",
		moving(
			{ kind: "swing", at: [104, 190], degrees: 9, seconds: 0.9 },
			...["66,100 50,38", "90,88 84,20", "116,90 120,22", "138,100 152,44"].map((finger) => stroke("main", lines(finger), 25)),
			stroke("main", curve("64,150 36,124 20,104"), 25),
			solid("main", blob("58,96! 150,100! 158,140 144,176 116,192 82,190 60,166")),
			stroke("shade", curve("78,140 96,124 122,122"), 5),
		),
	),
	thumb: drawing(
		"Thumbs up",
		moving(
			{ kind: "swing", at: [40, 180], degrees: 6, seconds: 1.6 },
			solid("main", thumb),
			...[106, 132, 156].map((y) => stroke("shade", lines(`138,${y} 168,${y}`), 5)),
			solid("accent", rect(16, 84, 56, 106, 8)),
			flat("light", circle(44, 168, 8)),
		),
	),
	muscle: drawing(
		"Strong arm",
		moving(
			{ kind: "pulse", at: [60, 160], amount: 0.03, seconds: 1.2 },
			solid(
				"main",
				blob("14,124! 20,60 52,16 86,12 104,28 96,52 74,58! 84,96! 112,80 148,84 182,112 190,146 168,178! 96,188 36,182 16,160"),
			),
			stroke("shade", curve("84,98 78,120 60,130"), 6),
			stroke("shade", curve("74,58 66,62 58,58"), 6),
			stroke("shade", curve("112,128 136,120 158,132"), 6),
		),
	),
	footprint: drawing(
		"Footprints",
		...[0, 1].map((index) => {
			const shift = (path: string) => (index === 0 ? turned(path, -8, 60, 100) : mirrored(turned(path, -8, 60, 60), 100));
			const lift = index === 0 ? 0 : -1;
			return moving(
				{ kind: "blink", seconds: 2, phase: index * 0.5 + lift * 0 },
				solid(index === 0 ? "main" : "accent", shift(blob("48,64 76,62 88,88 78,118 74,150 60,176 40,172 36,144 38,112 32,86"))),
				...["36,54,8", "52,44,9", "68,42,10", "88,48,12"].map((place) => {
					const [x = 0, y = 0, r = 0] = place.split(",").map(Number);
					return solid(index === 0 ? "main" : "accent", shift(circle(x, y, r)));
				}),
			);
		}),
	),
	speech: drawing(
		"Speech bubbles",
		moving(
			{ kind: "drift", by: [0, 3], seconds: 2.2 },
			solid(
				"main",
				"M28 14L138 14C150 14 158 22 158 34L158 88C158 100 150 108 138 108L70 108L36 138L40 108L28 108C16 108 8 100 8 88L8 34C8 22 16 14 28 14Z",
			),
			stroke("light", lines("34,46 130,46"), 9),
			stroke("light", lines("34,74 96,74"), 9),
		),
		moving(
			{ kind: "drift", by: [0, -3], seconds: 2.2 },
			solid(
				"accent",
				"M84 92L174 92C186 92 194 100 194 112L194 144C194 156 186 164 174 164L170 164L174 192L140 164L84 164C72 164 64 156 64 144L64 112C64 100 72 92 84 92Z",
			),
			...[100, 129, 158].map((x) => flat("light", circle(x, 128, 8))),
		),
	),
	doctor: drawing(
		"Doctor",
		solid("light", blob("20,196! 26,158 64,140 136,140 174,158 180,196!")),
		solid("main", poly("78,138 122,138 108,196 92,196", 2)),
		solid("tint", rect(84, 104, 32, 46, 14)),
		solid("tint", ellipse(100, 74, 40, 46)),
		solid("line", blob("57,76! 54,36 84,14 122,16 146,42 143,76! 132,50 100,42 72,50")),
		eyes(78, 16, 4.5),
		stroke("line", arc(100, 92, 13, 25, 155), 4),
		stroke("accent", curve("72,142 66,166 80,178"), 6),
		stroke("accent", curve("128,142 136,160 134,172"), 6),
		flat("accent", circle(134, 178, 10)),
	),
	helmet: drawing(
		"Safety helmet",
		solid("main", "M22 128C22 74 56 36 100 36C144 36 178 74 178 128Z"),
		solid("accent", poly("84,24 116,24 120,96 80,96", 8)),
		stroke("shade", curve("54,58 46,84 46,118"), 7),
		stroke("shade", curve("146,58 154,84 154,118"), 7),
		solid("accent", rect(4, 120, 192, 26, 12)),
	),
	wheelchair: drawing(
		"Wheelchair",
		stroke("main", lines("66,20 74,106 136,106 152,160 176,158"), 13),
		stroke("main", lines("66,64 122,64"), 11),
		stroke("line", lines("40,26 66,20"), 11),
		moving(
			{ kind: "turn", at: [82, 134], seconds: 4 },
			stroke("line", circle(82, 134, 52), 10),
			...[0, 60, 120].map((angle) => stroke("accent", turned(lines("82,86 82,182"), angle, 82, 134), 4)),
		),
		solid("accent", circle(82, 134, 11)),
		solid("line", circle(156, 176, 15)),
	),
	pram: drawing(
		"Pram",
		stroke("line", curve("28,96 12,74 4,56"), 9),
		...["56,158 88,118", "144,158 112,118"].map((strut) => stroke("line", lines(strut), 9)),
		solid("accent", "M100 90L100 12C144 12 178 46 178 90Z"),
		stroke("accent2", curve("100,90 128,60 136,26"), 4),
		solid("main", "M22 88L184 88C184 126 154 142 128 142L78 142C46 142 22 122 22 88Z"),
		...[56, 144].map((x) =>
			moving(
				{ kind: "turn", at: [x, 166], seconds: 3 },
				solid("line", circle(x, 166, 24)),
				flat("light", circle(x, 166, 11)),
				stroke("line", lines(`${x},158 ${x},174`), 4),
			),
		),
	),
};
