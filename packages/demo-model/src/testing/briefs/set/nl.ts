import type { TestBrief } from "./types.ts";

export const DUTCH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Maak een reclame van 15 seconden voor fietsenwinkel De Ketting. Gratis servicebeurt bij elke nieuwe fiets, ruim 80 modellen, Dorpsstraat 9 in Zwolle. Fris en vrolijk, vierkant.",
		shown: ["De Ketting", "Gratis servicebeurt bij elke nieuwe fiets", "80 modellen", "Dorpsstraat 9", "Zwolle"],
		hidden: ["Maak een reclame", "15 seconden", "Fris en vrolijk", "vierkant"],
		ratio: "1:1",
		seconds: 15,
	},
	{
		class: "recipe",
		prompt:
			"Recept voor pannenkoeken: 250 g bloem, 500 ml melk, 2 eieren, snufje zout. Klop een glad beslag, laat het 15 minuten rusten, bak goudbruin. Gezellig, staand.",
		shown: [
			"pannenkoeken",
			"250 g",
			"bloem",
			"500 ml",
			"melk",
			"eieren",
			"snufje zout",
			"Klop een glad beslag",
			"laat het 15 minuten rusten",
			"bak goudbruin",
		],
		hidden: ["Gezellig", "staand"],
		ratio: "9:16",
		scene: ["Recipe"],
	},
	{
		class: "shares",
		prompt: "Zo reizen onze collega's: 45% fiets, 30% trein, 20% auto, 5% te voet. Taartdiagram, 10 seconden.",
		shown: ["Zo reizen onze collega's", "45%", "fiets", "30%", "trein", "20%", "auto", "5%", "te voet"],
		hidden: ["Taartdiagram", "10 seconden"],
		seconds: 10,
		scene: ["Donut"],
	},
	{
		class: "countdown",
		prompt: "Nog 3 dagen tot Koningsdag! Vrijmarkt op het Marktplein vanaf 6 uur. Oranje, feestelijk, 9:16.",
		shown: ["3 dagen", "Koningsdag", "Vrijmarkt op het Marktplein", "vanaf 6 uur"],
		hidden: ["Oranje", "feestelijk", "9:16"],
		ratio: "9:16",
	},
	{
		class: "team",
		prompt: "Ons team: Sanne de Wit - directeur, Youssef Amrani - techniek, Pieter Bos - verkoop. Zakelijk maar warm, 16:9, 15 s",
		shown: ["Ons team", "Sanne de Wit", "directeur", "Youssef Amrani", "techniek", "Pieter Bos", "verkoop"],
		hidden: ["Zakelijk", "16:9", "15 s"],
		seconds: 15,
		scene: ["Team"],
	},
	{
		class: "messy",
		prompt:
			"hoi kun je een filmpje maken voor onze buurt bbq zaterdag 5 juli vanaf 17 uur in het park neem zelf drinken mee gewoon gezellig 15 sec",
		shown: ["buurt bbq", "zaterdag 5 juli", "vanaf 17 uur", "in het park", "neem zelf drinken mee"],
		hidden: ["hoi", "kun je", "filmpje maken", "15 sec"],
		seconds: 15,
	},
];
