import type { TestBrief } from "./types.ts";

export const FRENCH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Fais une pub de 20 secondes pour la boulangerie Au Bon Levain. Pain au levain cuit au feu de bois, ouvert dès 6 h 30, 12 rue des Lilas à Nantes. Ambiance chaleureuse, format vertical. Termine par « À demain matin ! ».",
		shown: [
			"Au Bon Levain",
			"Pain au levain cuit au feu de bois",
			"ouvert dès 6 h 30",
			"12 rue des Lilas",
			"Nantes",
			"À demain matin",
		],
		hidden: ["Fais une pub", "20 secondes", "Ambiance chaleureuse", "format vertical", "Termine par"],
		ratio: "9:16",
		seconds: 20,
	},
	{
		class: "recipe",
		prompt:
			"Recette de ratatouille en vidéo carrée : 2 aubergines, 3 courgettes, 500 g de tomates, 1 poivron, 10 cl d'huile d'olive. Couper les légumes, les faire revenir séparément, mélanger et laisser mijoter 45 minutes.",
		shown: [
			"ratatouille",
			"aubergines",
			"courgettes",
			"500 g",
			"tomates",
			"poivron",
			"10 cl",
			"huile d'olive",
			"Couper les légumes",
			"les faire revenir séparément",
			"mijoter 45 minutes",
		],
		hidden: ["vidéo carrée", "en vidéo"],
		ratio: "1:1",
		scene: ["Recipe"],
	},
	{
		class: "hours",
		prompt:
			"Horaires de la médiathèque : mardi au vendredi 10h-18h30, samedi 9h-17h, fermé dimanche et lundi. Sobre, bleu nuit, 10 s.",
		shown: ["médiathèque", "mardi au vendredi", "10h-18h30", "samedi", "9h-17h", "fermé", "dimanche et lundi"],
		hidden: ["Sobre", "bleu nuit", "10 s"],
		seconds: 10,
		scene: ["OpeningHours"],
	},
	{
		class: "percent",
		prompt: "62 % des Français se sentent fatigués le lundi. Et vous ? Vidéo drôle de 8 secondes pour TikTok.",
		shown: ["62 %", "des Français se sentent fatigués le lundi", "Et vous"],
		hidden: ["Vidéo drôle", "8 secondes", "TikTok"],
		ratio: "9:16",
		seconds: 8,
	},
	{
		class: "prices",
		prompt: "Promo de rentrée : le vélo Mistral passe de 749 € à 599 €. Jusqu'au 15 septembre. Rythmé, jaune et noir.",
		shown: ["rentrée", "vélo Mistral", "749 €", "599 €", "Jusqu'au 15 septembre"],
		hidden: ["Rythmé", "jaune et noir"],
	},
	{
		class: "timeline",
		prompt:
			"L'histoire du phare en 25 secondes : 1838 première pierre, 1861 allumage, 1924 électrification, 1994 automatisation, 2022 classé monument historique.",
		shown: [
			"phare",
			"1838",
			"première pierre",
			"1861",
			"allumage",
			"1924",
			"électrification",
			"1994",
			"automatisation",
			"2022",
			"classé monument historique",
		],
		hidden: ["en 25 secondes"],
		seconds: 25,
		scene: ["Timeline"],
	},
	{
		class: "invitation",
		prompt:
			"Faire-part : Camille et Hugo se marient le samedi 21 juin 2025 à 15 h, domaine des Tilleuls, Angers. Réponse souhaitée avant le 1er mai. Élégant, ivoire et doré.",
		shown: [
			"Camille et Hugo se marient",
			"samedi 21 juin 2025",
			"15 h",
			"domaine des Tilleuls",
			"Angers",
			"Réponse souhaitée avant le 1er mai",
		],
		hidden: ["Élégant", "ivoire et doré"],
	},
	{
		class: "messy",
		prompt:
			"salut tu peux me faire une video pour mon food truck chez momo tacos a 7 euros le midi place de la gare livraison gratuite stp un truc fun 15 secondes",
		shown: ["chez momo", "tacos a 7 euros", "le midi place de la gare", "livraison gratuite"],
		hidden: ["salut", "tu peux", "une video", "stp", "un truc fun", "15 secondes"],
		seconds: 15,
	},
];
