import type { Language } from "../../../reading/language.ts";
import type { TestBrief } from "./types.ts";

/** Everyday briefs in languages of Europe besides English. */
export const EVERYDAY_EUROPE: Readonly<Partial<Record<Language, readonly TestBrief[]>>> = {
	de: [
		{
			class: "prices",
			prompt:
				"Bitte mach ein kurzes Video für unseren Schaufenstermonitor: Blumen Krüger. Tulpen 10 Stück 4,99 €. Rosen Strauß ab 12,50 €. Mo-Fr 8-18 Uhr, Sa 8-14 Uhr. 15 Sekunden, hochkant",
			shown: ["Blumen Krüger", "Tulpen", "10 Stück", "4,99 €", "Rosen Strauß", "12,50 €", "Mo-Fr", "8-18 Uhr", "Sa", "8-14 Uhr"],
			hidden: ["Schaufenstermonitor", "hochkant", "15 Sekunden", "Bitte"],
			title: "Blumen Krüger",
			ratio: "9:16",
			seconds: 15,
		},
		{
			class: "score",
			prompt: "Spielstand für die Anzeigetafel: TSV Aalen 28 : 31 HC Ulm, Halbzeit 14:16, Zuschauer 850. 10 Sek., 21:9",
			shown: ["TSV Aalen", "28", "31", "HC Ulm", "Halbzeit 14:16", "850"],
			hidden: ["Anzeigetafel", "10 Sek"],
			ratio: "21:9",
			seconds: 10,
			scene: ["Score"],
		},
		{
			class: "messy",
			prompt:
				"so läufts bei uns im repaircafe erst anmelden dann gerät zeigen dann gemeinsam reparieren am ende spenden was man mag jeden 1. samstag 14 bis 17 uhr pfarrheim bitte quadratisch",
			shown: [
				"repaircafe",
				"anmelden",
				"gerät zeigen",
				"gemeinsam reparieren",
				"spenden was man mag",
				"jeden 1. samstag",
				"14 bis 17 uhr",
				"pfarrheim",
			],
			hidden: ["quadratisch", "bitte"],
			ratio: "1:1",
		},
		{
			class: "prices",
			prompt:
				"Unsere Preise ab Januar: Haarschnitt Damen 48 €, Herren 32 €, Kinder 19 €, Farbe ab 65 €. Salon Schnittpunkt, Bahnhofstr. 7, Termine: 0341 555 0123. Für den Bildschirm im Wartebereich.",
			shown: [
				"Haarschnitt Damen",
				"48 €",
				"Herren",
				"32 €",
				"Kinder",
				"19 €",
				"Farbe",
				"ab 65 €",
				"Salon Schnittpunkt",
				"Bahnhofstr. 7",
				"0341 555 0123",
			],
			hidden: ["Bildschirm im Wartebereich"],
		},
		{
			class: "prices",
			prompt:
				"Moin, bräuchte für unseren Insta-Kanal nen kurzen Clip: Fischbude Hansen, heute frisch: Matjes 4,50 €, Krabbenbrötchen 9,80 €, Backfisch 7 €. Bis 19 Uhr am Hafen. Frech und bunt",
			shown: [
				"Fischbude Hansen",
				"heute frisch",
				"Matjes",
				"4,50 €",
				"Krabbenbrötchen",
				"9,80 €",
				"Backfisch",
				"7 €",
				"Bis 19 Uhr am Hafen",
			],
			hidden: ["Insta-Kanal", "Frech und bunt", "bräuchte"],
			title: "Fischbude Hansen",
		},
	],
	fr: [
		{
			class: "prices",
			prompt:
				"Fais-moi une vidéo de 20 secondes pour l'écran de notre accueil. Atelier Mercier, réparation de vélos. Crevaison : 12 €. Révision complète : 65 €. Ouvert du mardi au samedi, 9h-18h.",
			shown: [
				"Atelier Mercier",
				"réparation de vélos",
				"Crevaison",
				"12 €",
				"Révision complète",
				"65 €",
				"mardi au samedi",
				"9h-18h",
			],
			hidden: ["20 secondes", "accueil", "Fais-moi"],
			title: "Atelier Mercier",
			seconds: 20,
		},
		{
			class: "quote",
			prompt: "« On ne naît pas femme : on le devient » Simone de Beauvoir, 1949. Format carré, sobre, 8 secondes",
			shown: ["On ne naît pas femme", "on le devient", "Simone de Beauvoir", "1949"],
			hidden: ["carré", "sobre", "8 secondes"],
			ratio: "1:1",
			seconds: 8,
		},
		{
			class: "prices",
			prompt:
				"coucou tu peux me faire une vidéo pour mon salon Coiff'Zen coupe 25 € couleur 48 € brushing 18 € on est ouvert du lundi au samedi tel 06 12 34 56 78 merci",
			shown: ["Coiff'Zen", "coupe", "25 €", "couleur", "48 €", "brushing", "18 €", "du lundi au samedi", "06 12 34 56 78"],
			hidden: ["coucou", "merci", "tu peux"],
			title: "Coiff'Zen",
		},
		{
			class: "comparison",
			prompt: "De Lyon à Marseille en train : 1 h 40, 29 €, 8 départs par jour. En voiture : 3 h 15, 54 €. Comparez. 15 s, carré",
			shown: ["Lyon", "Marseille", "train", "1 h 40", "29 €", "8 départs par jour", "voiture", "3 h 15", "54 €"],
			hidden: ["Comparez", "15 s", "carré"],
			ratio: "1:1",
			seconds: 15,
		},
	],
	es: [
		{
			class: "messy",
			prompt:
				"hola me haces un video para mi taquería se llama El Comal tacos al pastor 25 pesos quesadillas 40 pesos abrimos de 6 pm a 1 am estamos en Calle 60 número 412 Mérida que sea vertical y divertido",
			shown: [
				"El Comal",
				"tacos al pastor",
				"25 pesos",
				"quesadillas",
				"40 pesos",
				"6 pm a 1 am",
				"Calle 60 número 412",
				"Mérida",
			],
			hidden: ["vertical", "divertido", "me haces"],
			title: "El Comal",
			ratio: "9:16",
		},
		{
			class: "explanation",
			prompt:
				"Necesito un video de 30 segundos para explicar cómo reciclar en la oficina: papel en el contenedor azul, plástico en el amarillo, vidrio en el verde, pilas en recepción. Para las pantallas del comedor.",
			shown: [
				"cómo reciclar en la oficina",
				"papel en el contenedor azul",
				"plástico en el amarillo",
				"vidrio en el verde",
				"pilas en recepción",
			],
			hidden: ["30 segundos", "pantallas del comedor", "Necesito"],
			seconds: 30,
		},
		{
			class: "n of m",
			prompt:
				"7 de cada 10 peatones miran el móvil al cruzar. Levanta la vista. Campaña del Ayuntamiento de Gijón. 12 s, formato vertical, urgente pero sin miedo",
			shown: ["7 de cada 10", "peatones miran el móvil al cruzar", "Levanta la vista", "Ayuntamiento de Gijón"],
			hidden: ["12 s", "formato vertical", "urgente", "sin miedo"],
			ratio: "9:16",
			seconds: 12,
		},
		{
			class: "invitation",
			prompt:
				"Invitación al bautizo de Lucas, sábado 3 de mayo, 12:30 h, Parroquia de San Andrés, Toledo. Después comida en Casa Aurelio. Confirmar al 600 123 456. Tonos pastel.",
			shown: [
				"bautizo de Lucas",
				"sábado 3 de mayo",
				"12:30 h",
				"Parroquia de San Andrés",
				"Toledo",
				"Casa Aurelio",
				"600 123 456",
			],
			hidden: ["Tonos pastel"],
			title: "Bautizo de Lucas",
		},
		{
			class: "score",
			prompt:
				"Marcador final: Atlético Norte 2 - 2 Deportivo Sur (penaltis 5-4). Goles: Ruiz 10', Vega 88'; Soto 34', Luna 70'. 10 segundos, para historias.",
			shown: [
				"Marcador final",
				"Atlético Norte",
				"2 - 2",
				"Deportivo Sur",
				"penaltis 5-4",
				"Ruiz 10'",
				"Vega 88'",
				"Soto 34'",
				"Luna 70'",
			],
			hidden: ["10 segundos", "para historias"],
			ratio: "9:16",
			seconds: 10,
		},
	],
	pt: [
		{
			class: "prices",
			prompt:
				"oi! faz um vídeo pro dia das mães da Floricultura Bela: buquê de rosas R$ 79,90, orquídea R$ 65, entrega grátis no centro. whats (11) 91234-5678. fofo, 15 segundos, stories",
			shown: [
				"Floricultura Bela",
				"buquê de rosas",
				"R$ 79,90",
				"orquídea",
				"R$ 65",
				"entrega grátis no centro",
				"(11) 91234-5678",
			],
			hidden: ["fofo", "15 segundos", "stories", "faz um vídeo"],
			title: "Floricultura Bela",
			ratio: "9:16",
			seconds: 15,
		},
	],
	it: [
		{
			class: "quote",
			prompt: "«Il miglior gelato della mia vita» Anna, Torino. Gelateria Polo Sud, dal 1974. Formato storia, 8 secondi.",
			shown: ["Il miglior gelato della mia vita", "Anna", "Torino", "Gelateria Polo Sud", "dal 1974"],
			hidden: ["Formato storia", "8 secondi"],
			ratio: "9:16",
			seconds: 8,
		},
	],
	pl: [
		{
			class: "format",
			prompt:
				"Proszę o filmik na ekran w poczekalni: Przychodnia Zdrowie. Szczepienia przeciw grypie od 1 października. Rejestracja: 22 555 10 20. 15 sekund",
			shown: ["Przychodnia Zdrowie", "Szczepienia przeciw grypie od 1 października", "22 555 10 20"],
			hidden: ["ekran w poczekalni", "15 sekund", "Proszę"],
			title: "Przychodnia Zdrowie",
			seconds: 15,
		},
		{
			class: "explanation",
			prompt:
				"Zrób krótki film o tym, jak zaparzyć kawę w kawiarce. 1. Nalej wody do zaworu. 2. Nasyp kawę, nie ubijaj. 3. Skręć i postaw na małym ogniu. 4. Zdejmij, gdy zabulgocze. 25 sekund, ciepłe kolory.",
			shown: [
				"jak zaparzyć kawę w kawiarce",
				"Nalej wody do zaworu",
				"Nasyp kawę, nie ubijaj",
				"Skręć i postaw na małym ogniu",
				"Zdejmij, gdy zabulgocze",
			],
			hidden: ["25 sekund", "ciepłe kolory", "Zrób"],
			seconds: 25,
		},
	],
	nl: [
		{
			class: "prices",
			prompt:
				"Maak een filmpje van 15 seconden voor Bakkerij De Korenaar: volkorenbrood van €3,20 nu €2,50, krentenbollen 4 voor €3. Alleen zaterdag!",
			shown: ["Bakkerij De Korenaar", "volkorenbrood", "€3,20", "€2,50", "krentenbollen", "4 voor €3", "Alleen zaterdag"],
			hidden: ["15 seconden", "Maak"],
			title: "Bakkerij De Korenaar",
			seconds: 15,
		},
		{
			class: "n of m",
			prompt:
				"3 van de 4 Nederlanders gooien eten weg. Per persoon 34 kilo per jaar. Drie tips: plan je week, vries restjes in, ruik en proef. Van het Voedingsfonds. 20 seconden.",
			shown: [
				"3 van de 4",
				"Nederlanders gooien eten weg",
				"34 kilo",
				"plan je week",
				"vries restjes in",
				"ruik en proef",
				"Voedingsfonds",
			],
			hidden: ["20 seconden"],
			seconds: 20,
		},
		{
			class: "invitation",
			prompt:
				"Uitnodiging voor de opening van Atelier Noord op vrijdag 6 juni om 17.00 uur, Kade 12, Groningen. Hapjes en muziek. Rustig, crème, 10 seconden.",
			shown: ["opening van Atelier Noord", "vrijdag 6 juni", "17.00 uur", "Kade 12", "Groningen", "Hapjes en muziek"],
			hidden: ["Rustig", "crème", "10 seconden"],
			seconds: 10,
			scene: ["Invitation"],
		},
	],
};
