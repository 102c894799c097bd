import type { TestBrief } from "./types.ts";

export const POLISH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Zrób 15-sekundową reklamę kawiarni Ziarno. Kawa z palarni obok, sernik za 14 zł, czynne codziennie od 8. Ciepłe kolory, pionowo. Na końcu: „Do zobaczenia!”",
		shown: ["Ziarno", "Kawa z palarni obok", "sernik za 14 zł", "czynne codziennie od 8", "Do zobaczenia"],
		hidden: ["Zrób", "15-sekundową", "Ciepłe kolory", "pionowo", "Na końcu"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "list",
		prompt:
			"5 rzeczy, które warto zabrać w góry:\n1. mapa\n2. latarka\n3. kurtka przeciwdeszczowa\n4. apteczka\n5. termos\n\nProsty film, 20 sekund",
		shown: ["5 rzeczy, które warto zabrać w góry", "mapa", "latarka", "kurtka przeciwdeszczowa", "apteczka", "termos"],
		hidden: ["Prosty film", "20 sekund"],
		seconds: 20,
	},
	{
		class: "hours",
		prompt: "Godziny otwarcia biblioteki: pon.–pt. 9:00–19:00, sob. 10:00–14:00, niedz. nieczynne. Spokojnie, granat.",
		shown: ["biblioteki", "pon.–pt.", "9:00–19:00", "sob.", "10:00–14:00", "niedz.", "nieczynne"],
		hidden: ["Spokojnie", "granat"],
		scene: ["OpeningHours"],
	},
	{
		class: "n of m",
		prompt: "2 z 3 Polaków nie czyta etykiet. Zacznij dziś. Film edukacyjny, 10 sekund, kwadrat.",
		shown: ["2 z 3", "Polaków nie czyta etykiet", "Zacznij dziś"],
		hidden: ["Film edukacyjny", "10 sekund", "kwadrat"],
		ratio: "1:1",
		seconds: 10,
		scene: ["IconArray"],
	},
	{
		class: "quote",
		prompt: "„Nic w życiu nie jest straszne, trzeba to tylko zrozumieć.” – Maria Skłodowska-Curie. Elegancko, 12 sekund.",
		shown: ["Nic w życiu nie jest straszne, trzeba to tylko zrozumieć", "Maria Skłodowska-Curie"],
		hidden: ["Elegancko", "12 sekund"],
		seconds: 12,
		scene: ["Quote"],
	},
	{
		class: "prices",
		prompt:
			"Cennik warsztatu: wymiana oleju 180 zł, przegląd 250 zł, wymiana opon 120 zł. Tel. 600 700 800. Surowy, industrialny styl.",
		shown: ["wymiana oleju", "180 zł", "przegląd", "250 zł", "wymiana opon", "120 zł", "600 700 800"],
		hidden: ["Surowy", "industrialny styl"],
		scene: ["PriceList"],
	},
	{
		class: "messy",
		prompt: "hej zrob mi filmik o moim psie reksiu ma 4 lata lubi spac i jesc pizze smieszny 10 sek",
		shown: ["reksiu", "ma 4 lata", "lubi spac i jesc pizze"],
		hidden: ["hej", "zrob mi", "filmik", "smieszny", "10 sek"],
		seconds: 10,
	},
];
