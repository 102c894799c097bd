import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, lines, poly, rect, turned } from "../path.ts";

const heart =
	"M100 186C60 154 10 122 10 70C10 40 32 18 58 18C76 18 92 28 100 46C108 28 124 18 142 18C168 18 190 40 190 70C190 122 140 154 100 186Z";
const eyeShape = blob("4,100! 46,58 100,44 154,58 196,100! 154,142 100,156 46,142");

export const health = {
	heart: drawing(
		"Heart",
		moving(
			{ kind: "pulse", at: [100, 104], amount: 0.045, seconds: 1.1 },
			solid("main", heart),
			stroke("light", curve("34,82 36,56 58,42"), 11),
		),
	),
	heartbeat: drawing(
		"Heartbeat",
		moving({ kind: "pulse", at: [100, 104], amount: 0.04, seconds: 1 }, solid("main", heart)),
		stroke("light", lines("0,104 50,104 68,68 92,142 112,84 126,104 200,104"), 10),
	),
	pill: drawing(
		"Pills",
		moving(
			{ kind: "swing", at: [80, 90], degrees: 4, seconds: 2.6 },
			solid("main", turned(rect(48, -6, 68, 184, 34), 45, 82, 86)),
			inside(turned(rect(48, -6, 68, 184, 34), 45, 82, 86), flat("light", turned(rect(40, 86, 90, 110), 45, 82, 86))),
			stroke("tint", turned(lines("66,26 66,70"), 45, 82, 86), 8),
		),
		solid("accent", circle(150, 152, 40)),
		stroke("light", turned(lines("128,152 172,152"), -30, 150, 152), 6),
	),
	stethoscope: drawing(
		"Stethoscope",
		stroke("main", curve("42,20 34,60 52,100 78,108 104,100 122,60 114,20"), 13),
		stroke("line", lines("30,18 50,18"), 15),
		stroke("line", lines("106,18 126,18"), 15),
		stroke("main", curve("78,108 80,152 104,184 138,180 154,152 156,118"), 13),
		moving(
			{ kind: "pulse", at: [156, 92], amount: 0.06, seconds: 1 },
			solid("accent", circle(156, 92, 34)),
			flat("light", circle(156, 92, 17)),
		),
	),
	tooth: drawing(
		"Tooth",
		solid(
			"tint",
			blob(
				"100,34! 126,16 162,20 180,54 168,98 158,140 148,184 130,186 118,132 100,120 82,132 70,186 52,184 42,140 32,98 20,54 38,20 74,16",
			),
		),
		flat("light", blob("40,56 52,38 64,44 54,72 50,94 42,80")),
		moving(
			{ kind: "blink", seconds: 1.8 },
			flat("main", poly("168,100 173,117 190,122 173,127 168,144 163,127 146,122 163,117")),
		),
	),
	toothbrush: drawing(
		"Toothbrush",
		moving(
			{ kind: "drift", by: [5, -5], seconds: 0.8 },
			solid("main", turned(rect(-14, 96, 228, 24, 12), -45)),
			...[136, 152, 168, 184].map((x, index) => solid(index % 2 === 0 ? "accent" : "tint", turned(rect(x, 62, 14, 36, 3), -45))),
			solid("light", turned(blob("132,66 140,46 156,50 168,38 184,48 200,44 204,62 190,70 148,72"), -45)),
			flat("tint", turned(rect(20, 102, 70, 8, 4), -45)),
		),
	),
	bandage: drawing(
		"Plaster",
		solid("main", turned(rect(-6, 68, 212, 64, 32), -38)),
		solid("tint", turned(rect(66, 68, 68, 64, 2), -38)),
		...["84,86", "116,86", "84,114", "116,114", "100,100"].map((place) => {
			const [x = 0, y = 0] = place.split(",").map(Number);
			return flat("main", turned(circle(x, y, 6), -38));
		}),
	),
	syringe: drawing(
		"Syringe",
		moving(
			{ kind: "drift", by: [-3, 3], seconds: 2 },
			stroke("line", turned(lines("100,170 100,208"), 45), 5),
			solid("light", turned(rect(74, 46, 52, 118, 6), 45)),
			flat("main", turned(rect(80, 96, 40, 62, 3), 45)),
			...[66, 84, 104, 124].map((y) => stroke("line", turned(lines(`106,${y} 124,${y}`), 45), 5)),
			solid("accent", turned(rect(86, 160, 28, 16, 3), 45)),
			solid("accent", turned(rect(56, 36, 88, 15, 5), 45)),
			solid("line", turned(rect(92, 0, 16, 40), 45)),
			solid("accent", turned(rect(66, -16, 68, 18, 6), 45)),
		),
	),
	firstaid: drawing(
		"First-aid kit",
		stroke("line", "M66 50L66 34C66 24 72 20 80 20L120 20C128 20 134 24 134 34L134 50", 12),
		solid("main", rect(8, 46, 184, 138, 20)),
		flat("light", circle(100, 114, 48)),
		moving(
			{ kind: "pulse", at: [100, 114], amount: 0.05, seconds: 1.2 },
			flat("main", poly("88,84 112,84 112,102 130,102 130,126 112,126 112,144 88,144 88,126 70,126 70,102 88,102", 3)),
		),
	),
	brain: drawing(
		"Brain",
		solid("accent", blob("84,150! 110,144! 124,190! 100,194! 92,170")),
		solid("main", blob("98,22 132,16 160,34 178,62 190,96 174,132 140,150 104,148 70,158 36,146 14,116 16,78 38,46 66,24")),
		stroke("tint", curve("98,30 90,52 104,70 96,96"), 6),
		stroke("tint", curve("40,74 58,66 72,82 62,102"), 6),
		stroke("tint", curve("134,40 128,60 144,74 164,66"), 6),
		stroke("tint", curve("120,104 138,96 152,108 148,128"), 6),
		stroke("tint", curve("40,118 56,126 74,116 88,130"), 6),
	),
	eye: drawing(
		"Eye",
		moving(
			{ kind: "flap", axis: "y", at: [100, 100], amount: 0.12, seconds: 3 },
			solid("light", eyeShape),
			inside(
				eyeShape,
				moving(
					{ kind: "drift", by: [10, 0], seconds: 4 },
					solid("main", circle(100, 100, 46)),
					flat("line", circle(100, 100, 24)),
					flat("light", circle(116, 84, 10)),
				),
			),
			stroke("line", curve("4,100 46,58 100,44 154,58 196,100", 0.19), 10),
		),
		...["36,42 26,26", "68,28 62,10", "100,22 100,4", "132,28 138,10", "164,42 174,26"].map((lash) =>
			stroke("accent", lines(lash), 9),
		),
	),
	glasses: drawing(
		"Glasses",
		stroke("line", curve("12,88 8,64 24,54"), 9),
		stroke("line", curve("188,88 192,64 176,54"), 9),
		together(solid("main", circle(52, 108, 46)), flat("tint", circle(52, 108, 33))),
		together(solid("main", circle(148, 108, 46)), flat("tint", circle(148, 108, 33))),
		stroke("main", arc(100, 106, 14, 200, 340), 11),
		moving(
			{ kind: "drift", by: [4, 0], seconds: 3 },
			stroke("light", lines("40,118 60,92"), 7),
			stroke("light", lines("136,118 156,92"), 7),
		),
	),
	dna: drawing(
		"DNA",
		...[34, 58, 100, 142, 166].map((y, index) =>
			stroke(
				index % 2 === 0 ? "tint" : "light",
				lines(`${66 - (y === 100 ? 14 : 0)},${y} ${134 + (y === 100 ? 14 : 0)},${y}`),
				8,
			),
		),
		moving(
			{ kind: "flap", axis: "x", at: [100, 100], amount: 0.3, seconds: 3 },
			stroke("accent", curve("142,6 138,40 100,72 60,100 62,140 100,168 142,196", 0.2), 15),
			stroke("main", curve("58,6 62,40 100,72 142,100 138,140 100,168 58,196", 0.2), 15),
		),
	),
	virus: drawing(
		"Virus",
		moving(
			{ kind: "turn", at: [100, 100], seconds: 18 },
			...[0, 45, 90, 135, 180, 225, 270, 315].map((angle) =>
				together(stroke("main", turned(lines("100,60 100,22"), angle), 9), solid("accent", turned(circle(100, 17, 12), angle))),
			),
			solid("main", circle(100, 100, 56)),
			flat("shade", circle(82, 84, 12)),
			flat("shade", circle(122, 104, 9)),
			flat("shade", circle(94, 124, 8)),
		),
	),
	cross: drawing(
		"Pharmacy cross",
		solid("main", poly("68,10 132,10 132,68 190,68 190,132 132,132 132,190 68,190 68,132 10,132 10,68 68,68", 8)),
		moving(
			{ kind: "swing", at: [100, 140], degrees: 4, seconds: 2.6 },
			solid("light", blob("100,152! 62,124 66,84 100,46! 134,84 138,124")),
			stroke("main", lines("100,150 100,84"), 6),
		),
	),
};
