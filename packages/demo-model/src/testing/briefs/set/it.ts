import type { TestBrief } from "./types.ts";

export const ITALIAN: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Crea uno spot di 15 secondi per l'olio extravergine Colle d'Oro. Spremuto a freddo, raccolto a mano, 250 alberi. Bottiglia da 500 ml a 14,50 €. Elegante, verde oliva, quadrato.",
		shown: ["Colle d'Oro", "Spremuto a freddo", "raccolto a mano", "250 alberi", "500 ml", "14,50 €"],
		hidden: ["Crea uno spot", "15 secondi", "Elegante", "verde oliva", "quadrato"],
		ratio: "1:1",
		seconds: 15,
	},
	{
		class: "recipe",
		prompt:
			"Video ricetta della cacio e pepe:\n- 400 g di tonnarelli\n- 200 g di pecorino romano\n- pepe nero in grani\n\n1. Cuoci la pasta in poca acqua\n2. Tosta il pepe\n3. Manteca con il pecorino fuori dal fuoco\n\nVerticale, 25 secondi",
		shown: [
			"cacio e pepe",
			"400 g",
			"tonnarelli",
			"200 g",
			"pecorino romano",
			"pepe nero in grani",
			"Cuoci la pasta in poca acqua",
			"Tosta il pepe",
			"Manteca con il pecorino fuori dal fuoco",
		],
		hidden: ["Video ricetta", "Verticale", "25 secondi"],
		ratio: "9:16",
		seconds: 25,
		scene: ["Recipe"],
	},
	{
		class: "route",
		prompt: "In treno da Milano a Palermo passando per Roma e Napoli: 1.480 km, 14 ore. Mappa animata, 15 secondi.",
		shown: ["Milano", "Palermo", "Roma", "Napoli", "1.480 km", "14 ore"],
		hidden: ["Mappa animata", "15 secondi"],
		seconds: 15,
		scene: ["RouteMap"],
	},
	{
		class: "rating",
		prompt: "4,9 su 5 stelle, 1.204 recensioni. «Ci torneremo ogni estate» – Giulia, Torino. B&B La Terrazza. 4:5, luminoso.",
		shown: ["4,9", "1.204", "recensioni", "Ci torneremo ogni estate", "Giulia", "Torino", "B&B La Terrazza"],
		hidden: ["4:5", "luminoso"],
		ratio: "4:5",
		scene: ["Rating", "Testimonial"],
	},
	{
		class: "values",
		prompt: "Grafico a barre degli abbonati: 2021 840, 2022 1.150, 2023 1.720, 2024 2.390. Serio, blu, 16:9, 12 secondi",
		shown: ["abbonati", "2021", "840", "2022", "1.150", "2023", "1.720", "2024", "2.390"],
		hidden: ["Grafico a barre", "Serio", "blu", "16:9", "12 secondi"],
		seconds: 12,
		scene: ["BarChart"],
	},
	{
		class: "invitation",
		prompt:
			"Invito alla mostra «Luce e Sale» di Marta Rinaldi, inaugurazione venerdì 9 maggio alle 18:30, Galleria Porta Nova, Bologna. Ingresso libero. Minimalista, bianco e nero.",
		shown: ["Luce e Sale", "Marta Rinaldi", "venerdì 9 maggio", "18:30", "Galleria Porta Nova", "Bologna", "Ingresso libero"],
		hidden: ["Minimalista", "bianco e nero"],
	},
	{
		class: "messy",
		prompt:
			"ciao mi serve un video per la sagra del tartufo a san miniato sabato 15 e domenica 16 novembre stand dalle 10 alle 22 ingresso 3 euro qualcosa di allegro grazie",
		shown: ["sagra del tartufo", "san miniato", "sabato 15 e domenica 16 novembre", "stand dalle 10 alle 22", "ingresso 3 euro"],
		hidden: ["ciao", "mi serve un video", "qualcosa di allegro", "grazie"],
	},
];
