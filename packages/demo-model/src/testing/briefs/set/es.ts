import type { TestBrief } from "./types.ts";

export const SPANISH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Anuncio de 15 segundos para la heladería La Nieve. Helado artesano, 24 sabores, sin azúcar añadido. Av. del Puerto 45, Valencia. Colores pastel y música alegre. Formato vertical.",
		shown: ["La Nieve", "Helado artesano", "24 sabores", "sin azúcar añadido", "Av. del Puerto 45", "Valencia"],
		hidden: ["Anuncio", "15 segundos", "Colores pastel", "música alegre", "Formato vertical"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "list",
		prompt:
			"Tres consejos para dormir mejor: apaga el móvil una hora antes, cena ligero, mantén el cuarto a 18 grados. Vídeo tranquilo, azul oscuro.",
		shown: ["Tres consejos para dormir mejor", "apaga el móvil una hora antes", "cena ligero", "mantén el cuarto a 18 grados"],
		hidden: ["Vídeo tranquilo", "azul oscuro"],
	},
	{
		class: "n of m",
		prompt:
			"7 de cada 10 residuos de la playa son plásticos. Únete a la limpieza el 5 de octubre a las 9:00. 12 segundos, cuadrado.",
		shown: ["7 de cada 10", "residuos de la playa son plásticos", "Únete a la limpieza", "5 de octubre", "9:00"],
		hidden: ["12 segundos", "cuadrado"],
		ratio: "1:1",
		seconds: 12,
		scene: ["IconArray"],
	},
	{
		class: "score",
		prompt: "Resultado final: Real Olivar 2 - 0 Atlético Sierra. Goles: Vidal 34', Romero 78'. Épico, 8 segundos.",
		shown: ["Real Olivar", "Atlético Sierra", "Vidal 34'", "Romero 78'"],
		hidden: ["Épico", "8 segundos"],
		seconds: 8,
		scene: ["Score"],
	},
	{
		class: "contact",
		prompt: "Pantalla final: Clínica Veterinaria Tres Patas, teléfono 961 234 567, trespatas.es, @trespatas. 6 segundos",
		shown: ["Clínica Veterinaria Tres Patas", "961 234 567", "trespatas.es", "@trespatas"],
		hidden: ["Pantalla final", "6 segundos"],
		seconds: 6,
	},
	{
		class: "prices",
		prompt: "Menú del día en Casa Lola: ensalada 6,50 €, paella 12 €, flan 4 €, café 1,60 €. Estilo rústico, 20 s",
		shown: ["Menú del día", "Casa Lola", "ensalada", "6,50 €", "paella", "12 €", "flan", "4 €", "café", "1,60 €"],
		hidden: ["Estilo rústico", "20 s"],
		seconds: 20,
		scene: ["PriceList"],
	},
	{
		class: "explanation",
		prompt:
			"Explica cómo se forma un arcoíris en 20 segundos. La luz del sol entra en una gota. La gota la separa en colores. Cada color sale con un ángulo distinto. Para niños.",
		shown: [
			"cómo se forma un arcoíris",
			"La luz del sol entra en una gota",
			"La gota la separa en colores",
			"Cada color sale con un ángulo distinto",
		],
		hidden: ["Explica", "en 20 segundos", "Para niños"],
		seconds: 20,
	},
	{
		class: "messy",
		prompt:
			"hola!! necesito un video para mi tienda de ropa LUNA 🌙 rebajas 50% hasta el domingo 👗 envios gratis desde 30€ porfa algo moderno y rapido 10 seg",
		shown: ["LUNA", "rebajas 50%", "hasta el domingo", "envios gratis desde 30€"],
		hidden: ["hola", "necesito un video", "porfa", "algo moderno", "10 seg"],
		seconds: 10,
	},
];
