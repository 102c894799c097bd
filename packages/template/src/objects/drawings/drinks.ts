import { drawing, flat, inside, moving, solid, stroke, together } from "../drawing.ts";
import { arc, blob, circle, curve, ellipse, lines, poly, rect, segment } from "../path.ts";

const cup = "M30 72L140 72L140 128C140 158 122 176 96 176L74 176C48 176 30 158 30 128Z";
const pint = poly("48,48 142,48 134,184 56,184", 12);
const tumbler = poly("52,40 148,40 136,184 64,184", 10);
const bowlOfWine = "M58 22L142 22C152 78 138 112 100 112C62 112 48 78 58 22Z";

export const drinks = {
	mug: drawing(
		"Mug",
		stroke("accent", arc(138, 112, 29, -80, 85), 15),
		solid("main", cup),
		flat("shade", ellipse(85, 73, 55, 11)),
		flat("line", ellipse(85, 75, 46, 7)),
		flat("light", blob("44,96 53,94 54,130 62,152 52,146 44,128")),
		moving({ kind: "rise", height: 34, seconds: 3.4 }, stroke("tint", curve("66,58 58,46 70,34 62,20"), 8)),
		moving({ kind: "rise", height: 34, seconds: 3.4, phase: 0.4 }, stroke("tint", curve("104,58 96,46 108,34 100,16"), 8)),
	),
	teapot: drawing(
		"Teapot",
		stroke("shade", arc(148, 112, 30, -75, 75), 14),
		solid("main", blob("44,118! 14,82 8,72! 30,68! 52,104! 66,168!")),
		solid("main", blob("100,58 152,82 156,140 128,172! 72,172! 44,140 48,82", 0.2)),
		inside(
			blob("100,58 152,82 156,140 128,172! 72,172! 44,140 48,82", 0.2),
			flat("accent", rect(30, 108, 140, 16)),
			flat("light", rect(30, 130, 140, 5)),
		),
		solid("shade", segment(100, 66, 30, 180, 360)),
		solid("accent", circle(100, 32, 10)),
		moving({ kind: "rise", height: 26, seconds: 3 }, stroke("tint", curve("16,58 8,46 20,34 12,20"), 8)),
	),
	teacup: drawing(
		"Teacup",
		solid("accent", ellipse(94, 166, 84, 17)),
		flat("accent2", ellipse(94, 164, 46, 8)),
		stroke("main", arc(146, 104, 24, -95, 100), 12),
		solid("tint", "M28 78L152 78C152 132 132 164 102 164L78 164C48 164 28 132 28 78Z"),
		flat("shade", ellipse(90, 78, 62, 13)),
		flat("main", ellipse(90, 81, 52, 9)),
		stroke("line", lines("116,80 124,110"), 3),
		solid("accent", poly("114,110 134,108 136,132 118,134", 3)),
		moving({ kind: "rise", height: 30, seconds: 3.6 }, stroke("tint", curve("84,60 74,46 90,34 80,18"), 8)),
	),
	wine: drawing(
		"Glass of wine",
		solid("tint", poly("94,108 106,108 106,172 94,172")),
		solid("tint", ellipse(100, 176, 44, 10)),
		solid("light", bowlOfWine),
		inside(
			bowlOfWine,
			moving({ kind: "drift", by: [0, 2], seconds: 3 }, solid("main", "M40 60C70 52 120 70 160 58L160 130L40 130Z")),
			flat("shade", ellipse(100, 60, 52, 7)),
		),
		flat("light", blob("68,36 75,35 72,70 78,90 68,78")),
	),
	bottle: drawing(
		"Bottle",
		solid("accent", rect(84, 8, 32, 30, 5)),
		solid(
			"main",
			"M86 30L114 30L114 66C114 78 138 84 138 112L138 180C138 187 133 192 126 192L74 192C67 192 62 187 62 180L62 112C62 84 86 78 86 66Z",
		),
		solid("light", rect(62, 114, 76, 54)),
		flat("accent", circle(100, 134, 11)),
		stroke("line", lines("82,155 118,155"), 5),
		flat("tint", blob("74,108 79,98 80,110 76,114")),
	),
	beer: drawing(
		"Glass of beer",
		stroke("tint", arc(138, 112, 30, -85, 90), 14),
		solid("main", pint),
		inside(
			pint,
			flat("accent", rect(64, 80, 12, 90, 6)),
			flat("accent", rect(90, 80, 12, 90, 6)),
			flat("accent", rect(114, 80, 12, 90, 6)),
		),
		moving(
			{ kind: "drift", by: [0, 1.5], seconds: 3 },
			solid(
				"light",
				blob("40,58 38,36 60,24 78,30 96,14 120,26 142,24 156,42 150,62 142,70 142,92 128,94 122,72 74,72 60,84 48,76"),
			),
		),
		moving({ kind: "rise", height: 60, seconds: 4 }, flat("tint", circle(84, 140, 4))),
		moving({ kind: "rise", height: 60, seconds: 3, phase: 0.3 }, flat("tint", circle(108, 150, 3))),
	),
	cocktail: drawing(
		"Cocktail",
		solid("tint", poly("95,104 105,104 105,176 95,176")),
		solid("tint", ellipse(100, 178, 42, 9)),
		solid("light", poly("22,40 178,40 104,122 96,122", 4)),
		inside(poly("22,40 178,40 104,122 96,122", 4), solid("main", poly("20,58 180,58 104,126 96,126"))),
		moving(
			{ kind: "swing", at: [110, 76], degrees: 3, seconds: 4 },
			stroke("line", lines("84,98 142,14"), 4),
			solid("accent", circle(112, 60, 13)),
			flat("accent2", circle(116, 56, 4)),
		),
		together(solid("accent", circle(30, 38, 24)), flat("light", circle(30, 38, 17)), flat("accent", circle(30, 38, 13))),
	),
	glass: drawing(
		"Glass with a straw",
		stroke("accent", lines("96,150 118,24 150,10"), 9),
		solid("light", tumbler),
		inside(
			tumbler,
			moving({ kind: "drift", by: [0, 2], seconds: 3 }, solid("main", "M40 78C70 70 120 86 160 76L160 200L40 200Z")),
			flat("tint", poly("68,92 92,86 98,110 74,116", 4)),
			flat("tint", poly("104,112 128,118 122,142 98,136", 4)),
		),
		flat("light", blob("64,56 70,55 74,120 72,150 66,120")),
		solid("accent", circle(146, 44, 23)),
		flat("light", circle(146, 44, 16)),
		stroke("accent", lines("146,30 146,58"), 4),
		stroke("accent", lines("132,44 160,44"), 4),
	),
	milk: drawing(
		"Carton of milk",
		solid("tint", poly("56,24 118,24 118,10 56,10", 3)),
		solid("light", poly("44,62 56,24 118,24 130,62")),
		solid("tint", poly("130,62 118,24 156,62")),
		solid("light", rect(44, 62, 86, 128)),
		solid("tint", rect(130, 62, 26, 128)),
		inside(rect(44, 62, 86, 128), flat("main", "M30 118C60 98 90 138 140 112L140 200L30 200Z")),
		inside(rect(130, 62, 26, 128), flat("shade", "M120 116C136 108 146 116 160 108L160 200L120 200Z")),
		flat("main", blob("87,76! 98,92 87,102 76,92")),
	),
};
