import type { Language } from "../../../reading/language.ts";
import type { TestBrief } from "./types.ts";

/** Briefs as people write them in chats, mails and notes: places where a film is shown, talk without marks, rows of one form. */
export const EVERYDAY: Readonly<Partial<Record<Language, readonly TestBrief[]>>> = {
	en: [
		{
			class: "format",
			prompt:
				"Hi there, could you make us a short looping video for the lobby TV at our dental practice? Smile Studio. New patients welcome. Free check-up in January. Call 020 7946 0331. 20 seconds please",
			shown: ["Smile Studio", "New patients welcome", "Free check-up in January", "020 7946 0331"],
			hidden: ["lobby TV", "looping", "20 seconds", "could you"],
			title: "Smile Studio",
			seconds: 20,
		},
		{
			class: "list",
			prompt: "Year in numbers for Riverbend Library: 48,210 loans, 1,312 new members, 96 story times, 7 branches. 30s, square",
			shown: ["Riverbend Library", "48,210", "loans", "1,312", "new members", "96", "story times", "7", "branches"],
			hidden: ["30s", "square"],
			title: "Riverbend Library",
			ratio: "1:1",
			seconds: 30,
		},
		{
			class: "messy",
			prompt:
				"need a vid 4 my dogwalking thing called Paws & Miles its £12 for 30 min £20 for an hour i do islington and hackney insta @pawsandmiles make it cute and like 15 secs vertical",
			shown: ["Paws & Miles", "£12", "30 min", "£20", "an hour", "islington", "hackney", "@pawsandmiles"],
			hidden: ["vertical", "cute", "15 secs", "need a vid"],
			title: "Paws & Miles",
			ratio: "9:16",
			seconds: 15,
		},
		{
			class: "quote",
			prompt:
				'"The best bread I have eaten outside France" Jonathan Meades, food critic. Make a 10 second film for Hobbs Bakery out of that quote, for LinkedIn.',
			shown: ["The best bread I have eaten outside France", "Jonathan Meades", "food critic", "Hobbs Bakery"],
			hidden: ["LinkedIn", "10 second", "out of that quote"],
			title: "Hobbs Bakery",
			seconds: 10,
			scene: ["Quote", "Testimonial", "BigQuote"],
		},
		{
			class: "comparison",
			prompt: `Tea vs Coffee
Caffeine per cup: 47 mg vs 95 mg
First recorded: 2737 BC vs 1450
Cups a day worldwide: 5 bn vs 2.25 bn
20 seconds, for our screens in the canteen`,
			shown: [
				"Tea",
				"Coffee",
				"Caffeine per cup",
				"47 mg",
				"95 mg",
				"First recorded",
				"2737 BC",
				"1450",
				"Cups a day worldwide",
				"5 bn",
				"2.25 bn",
			],
			hidden: ["screens", "canteen", "20 seconds"],
			seconds: 20,
		},
		{
			class: "countdown",
			prompt: 'Countdown 5 to 1, then "We are open!" for Kiln Street Pottery. Doors 10am Friday. Punchy, 12 seconds.',
			shown: ["We are open!", "Kiln Street Pottery", "Doors 10am Friday"],
			hidden: ["Punchy", "12 seconds"],
			title: "Kiln Street Pottery",
			seconds: 12,
			scene: ["Countdown"],
		},
		{
			class: "explanation",
			prompt:
				"please make a film about how to change a bike tube. first take off the wheel. then lever off the tyre on one side. pull out the old tube. put in the new one, slightly inflated. last, press the tyre back by hand and pump to 4 bar. 45s",
			shown: [
				"take off the wheel",
				"lever off the tyre on one side",
				"pull out the old tube",
				"put in the new one",
				"slightly inflated",
				"press the tyre back by hand",
				"pump to 4 bar",
			],
			hidden: ["45s", "please make"],
			seconds: 45,
		},
		{
			class: "messy",
			prompt: `Fwd: content for the spring newsletter clip

Hey Sam,
as discussed, here's what we'd like in the clip:
- Spring fair on 21 April
- 35 stalls
- Entry £3, kids free
- Live band: The Lowtide Five
Could you make it 25 seconds and use our green? Thanks so much!
Best,
Priya
Priya Nair | Events | Oakfield School`,
			shown: ["Spring fair on 21 April", "35 stalls", "Entry £3", "kids free", "The Lowtide Five"],
			hidden: ["Hey Sam", "as discussed", "Thanks so much", "Could you", "use our green", "Fwd"],
			seconds: 25,
		},
		{
			class: "messy",
			prompt:
				"3 in 10 adults never back up thier phone. Dont be one of them. Backup Day 31 March. worldbackupday.com. quick 10 sek ad",
			shown: ["3 in 10 adults", "Backup Day", "31 March", "worldbackupday.com"],
			hidden: ["10 sek", "quick"],
			seconds: 10,
		},
		{
			class: "messy",
			prompt:
				"can u make something for my moms 60th? her name is Gloria. she loves roses and jazz and the sea. party on May 3rd at Casa Verde. keep it classy",
			shown: ["Gloria", "roses", "jazz", "the sea", "May 3rd", "Casa Verde"],
			hidden: ["keep it classy", "can u make"],
		},
		{
			class: "weather",
			prompt: "Weather for the weekend, Lake District. Fri: rain 9°C. Sat: cloudy 12°C. Sun: sunny 16°C. 12s. 1:1",
			shown: ["Lake District", "Fri", "rain", "9", "Sat", "cloudy", "12", "Sun", "sunny", "16"],
			hidden: ["12s", "1:1"],
			ratio: "1:1",
			seconds: 12,
			scene: ["Weather"],
		},
		{
			class: "recipe",
			prompt:
				"Lemon drizzle in 5 steps. Ingredients: 225 g butter, 225 g sugar, 4 eggs, 225 g self-raising flour, 1 lemon. 1 Beat butter and sugar. 2 Add eggs one by one. 3 Fold in flour and zest. 4 Bake 45 min at 180 °C. 5 Pour over the lemon syrup. For Reels.",
			shown: [
				"Lemon drizzle",
				"225 g",
				"butter",
				"sugar",
				"4",
				"eggs",
				"self-raising flour",
				"1 lemon",
				"Beat butter and sugar",
				"Add eggs one by one",
				"Fold in flour and zest",
				"Bake 45 min at 180 °C",
				"Pour over the lemon syrup",
			],
			hidden: ["Reels", "For Reels"],
			ratio: "9:16",
		},
		{
			class: "messy",
			prompt:
				'Short bilingual clip for Café Lumière Montréal. "Bonjour, Montréal" then "Good morning, Montreal". Ouvert 7h–17h / Open 7am–5pm. 12 seconds, warm colours',
			shown: ["Café Lumière Montréal", "Bonjour, Montréal", "Good morning, Montreal", "Ouvert 7h–17h", "Open 7am–5pm"],
			hidden: ["bilingual", "12 seconds", "warm colours"],
			seconds: 12,
		},
		{
			class: "timeline",
			prompt:
				"History of the Weaver Mill, one line per date please: 1784 built, 1836 steam engine, 1921 closed, 1998 museum opens. Sepia, slow, 40 seconds",
			shown: ["Weaver Mill", "1784", "built", "1836", "steam engine", "1921", "closed", "1998", "museum opens"],
			hidden: ["one line per date", "Sepia", "slow", "40 seconds"],
			seconds: 40,
		},
		{
			class: "messy",
			prompt:
				"We're opening a second shop! Nordhaus Coffee, 3 Dock Street, Leeds. From Monday 2 March. First 50 coffees free. Can it be upright for TikTok, about 10 seconds? Thanks",
			shown: ["Nordhaus Coffee", "3 Dock Street", "Leeds", "Monday 2 March", "First 50 coffees free", "second shop"],
			hidden: ["TikTok", "upright", "10 seconds", "Thanks"],
			title: "Nordhaus Coffee",
			ratio: "9:16",
			seconds: 10,
		},
		{
			class: "comparison",
			prompt: `City vs village life:
- Rent: £1,400 vs £650
- Commute: 50 min vs 8 min
- Pubs within a mile: 37 vs 1`,
			shown: ["City", "village life", "Rent", "£1,400", "£650", "Commute", "50 min", "8 min", "Pubs within a mile", "37", "1"],
			hidden: [],
			scene: ["Versus"],
		},
		{
			class: "values",
			prompt: 'Our water: 1990: 212 litres a day, 2005: 168, 2024: 121. Show as columns. Title "Saving water in Tarn".',
			shown: ["Saving water in Tarn", "1990", "212", "2005", "168", "2024", "121"],
			hidden: ["Show as columns", "columns"],
			title: "Saving water in Tarn",
			scene: ["BarChart", "ColumnChart", "LineChart"],
		},
		{
			class: "rating",
			prompt:
				'Rated 4.8 out of 5 by 1,962 guests. Villa Serena, Amalfi. "We came for a week and stayed for three." - Hanna, Bergen. Book: villaserena.it. Elegant serif, 15s, 16:9',
			shown: [
				"4.8 out of 5",
				"1,962 guests",
				"Villa Serena",
				"Amalfi",
				"We came for a week and stayed for three",
				"Hanna",
				"villaserena.it",
			],
			hidden: ["Elegant", "serif", "15s", "16:9"],
			title: "Villa Serena",
			seconds: 15,
		},
		{
			class: "list",
			prompt: `5 rules for the climbing hall please read them out big:
1) Check your knot
2) Check your partners knot
3) No phones on the mat
4) Clip every bolt
5) Have fun`,
			shown: ["Check your knot", "Check your partners knot", "No phones on the mat", "Clip every bolt", "Have fun"],
			hidden: ["please"],
		},
		{
			class: "explanation",
			prompt:
				"Explain how a heat pump works in four steps for homeowners. Outside air warms a cold liquid. The liquid turns to gas. A compressor makes the gas hot. The heat goes into your radiators. Friendly, flat illustration style.",
			shown: [
				"heat pump",
				"Outside air warms a cold liquid",
				"The liquid turns to gas",
				"A compressor makes the gas hot",
				"The heat goes into your radiators",
			],
			hidden: ["homeowners", "Friendly", "flat illustration"],
			scene: ["Steps"],
		},
		{
			class: "messy",
			prompt: `Please turn the notes below into a short explainer.

Why we switched to LED
Old bulbs: 60 W each
New LEDs: 7 W each
840 bulbs in the building
Saved so far: £18,300

Thanks, Ed`,
			shown: ["Why we switched to LED", "60 W each", "7 W each", "840 bulbs in the building", "Saved so far", "£18,300"],
			hidden: ["notes below", "Thanks", "Ed"],
			title: "Why we switched to LED",
		},
		{
			class: "messy",
			prompt: "Is your inbox full again? Try Sweepr. Unsubscribes 100 lists in 1 click. Free on macOS 14 and iOS 17. sweepr.app",
			shown: ["Is your inbox full again?", "Sweepr", "100 lists", "1 click", "macOS 14", "iOS 17", "sweepr.app"],
			hidden: [],
			title: "Sweepr",
		},
		{
			class: "prices",
			prompt:
				"Weekly menu for the works canteen TV screen. Monday: lentil dal £5.20. Tuesday: fish pie £6.10. Wednesday: chilli £5.60. Thursday: lasagne £5.90. Friday: fish & chips £6.80.",
			shown: [
				"Monday",
				"lentil dal",
				"£5.20",
				"Tuesday",
				"fish pie",
				"£6.10",
				"Wednesday",
				"chilli",
				"£5.60",
				"Thursday",
				"lasagne",
				"£5.90",
				"Friday",
				"fish & chips",
				"£6.80",
			],
			hidden: ["TV screen"],
		},
		{
			class: "messy",
			prompt:
				"Could I get a 30-second explainer on composting for our community garden's Facebook page? Steps: collect kitchen scraps, add dry leaves, turn weekly, wait 3 months. Closing line: Feed the soil. Thanks a million, Bea",
			shown: ["composting", "collect kitchen scraps", "add dry leaves", "turn weekly", "wait 3 months", "Feed the soil"],
			hidden: ["Facebook page", "30-second", "Closing line", "Bea", "Thanks a million"],
			seconds: 30,
		},
		{
			class: "invitation",
			prompt:
				"Gig poster in motion: The Paper Kites, 22.11.2025, The Forum, doors 19:30, tickets €28. Grainy, red and black, 4:5, 12 sec",
			shown: ["The Paper Kites", "22.11.2025", "The Forum", "doors 19:30", "tickets €28"],
			hidden: ["Grainy", "red and black", "4:5", "12 sec", "Gig poster in motion"],
			title: "The Paper Kites",
			ratio: "4:5",
			seconds: 12,
		},
		{
			class: "team",
			prompt: "team intro: Dana (CEO), Mo (design), Yuki (backend), Femi (support). we're Loopwise. fun, fast cuts, 15s, square",
			shown: ["Dana", "CEO", "Mo", "design", "Yuki", "backend", "Femi", "support", "Loopwise"],
			hidden: ["fun", "fast cuts", "15s", "square"],
			title: "Loopwise",
			ratio: "1:1",
			seconds: 15,
			scene: ["Team"],
		},
		{
			class: "advertisement",
			prompt:
				'An advert for Pelican Laundry that starts with "Dirty weekend?" and ends with "Pelican. Clean Monday." In between: wash & fold £9, dry cleaning from £6, pickup free. 15 seconds.',
			shown: [
				"Dirty weekend?",
				"Pelican. Clean Monday.",
				"wash & fold",
				"£9",
				"dry cleaning",
				"from £6",
				"pickup free",
				"Pelican Laundry",
			],
			hidden: ["advert", "starts with", "In between", "15 seconds"],
			title: "Pelican Laundry",
			seconds: 15,
		},
		{
			class: "messy",
			prompt:
				"New in version 7.0.3: dark mode, 40% faster search, export to CSV, fixed crash on macOS 14. App: Notary. Minimal, mono font, widescreen, 12s",
			shown: ["version 7.0.3", "dark mode", "40% faster search", "export to CSV", "fixed crash on macOS 14", "Notary"],
			hidden: ["Minimal", "mono font", "widescreen", "12s"],
			title: "Notary",
			seconds: 12,
		},
		{
			class: "comparison",
			prompt:
				"our bakery vs the supermarket. ingredients: 4 vs 19. time to rise: 24 h vs 40 min. distance: 0 km vs 310 km. Title: Real Bread",
			shown: [
				"Real Bread",
				"our bakery",
				"the supermarket",
				"ingredients",
				"4",
				"19",
				"time to rise",
				"24 h",
				"40 min",
				"distance",
				"0 km",
				"310 km",
			],
			hidden: ["Title"],
			title: "Real Bread",
			scene: ["Versus"],
		},
		{
			class: "quote",
			prompt:
				'"It cut our reporting time from 3 days to 20 minutes" — Lena Fischer, CFO at Brandt Logistics. Customer story for Tally. Clean, trustworthy, 16:9.',
			shown: ["It cut our reporting time from 3 days to 20 minutes", "Lena Fischer", "CFO at Brandt Logistics", "Tally"],
			hidden: ["Clean", "trustworthy", "16:9", "Customer story"],
			title: "Tally",
			scene: ["Quote", "Testimonial"],
		},
		{
			class: "timeline",
			prompt:
				"plz make a vidoe abuot the history of chess in 45 secods: 600 AD india, 1000 reaches europe, 1475 modern queen, 1851 first tournament, 1997 deep blue wins",
			shown: [
				"history of chess",
				"600 AD",
				"india",
				"1000",
				"reaches europe",
				"1475",
				"modern queen",
				"1851",
				"first tournament",
				"1997",
				"deep blue wins",
			],
			hidden: ["plz", "vidoe", "45 secods"],
			seconds: 45,
		},
	],
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
	],
	tr: [
		{
			class: "invitation",
			prompt:
				"Marmara Üniversitesi mezuniyet töreni, 20 Haziran Cuma 17.00, Göztepe Kampüsü. Davetiye videosu olsun, 15 saniye, lacivert ve altın.",
			shown: ["Marmara Üniversitesi mezuniyet töreni", "20 Haziran Cuma", "17.00", "Göztepe Kampüsü"],
			hidden: ["15 saniye", "lacivert ve altın", "Davetiye videosu olsun"],
			seconds: 15,
			scene: ["Invitation"],
		},
	],
	ja: [
		{
			class: "hours",
			prompt: `喫茶ひばりの営業時間
平日 8:00〜18:00
土日 9:00〜20:00
火曜定休
縦型、15秒でお願いします`,
			shown: ["喫茶ひばり", "平日", "8:00〜18:00", "土日", "9:00〜20:00", "火曜", "定休"],
			hidden: ["縦型", "15秒", "お願いします"],
			ratio: "9:16",
			seconds: 15,
		},
		{
			class: "messy",
			prompt:
				"新商品「抹茶ラテ」のお知らせ動画をお願いします。税込480円。4月1日から全店で発売。数量限定。10秒、正方形、落ち着いた雰囲気で。",
			shown: ["抹茶ラテ", "税込480円", "4月1日から全店で発売", "数量限定"],
			hidden: ["お願いします", "10秒", "正方形", "落ち着いた雰囲気"],
			title: "抹茶ラテ",
			ratio: "1:1",
			seconds: 10,
		},
	],
	zh: [
		{
			class: "messy",
			prompt: `我们是星河幼儿园，想做一个招生视频，20秒。
招生对象：3-6岁
开学时间：9月1日
学费：每月2600元
报名电话：021-55667788
活泼可爱`,
			shown: ["星河幼儿园", "招生对象", "3-6岁", "开学时间", "9月1日", "学费", "每月2600元", "021-55667788"],
			hidden: ["20秒", "活泼可爱", "想做一个"],
			title: "星河幼儿园",
			seconds: 20,
		},
	],
	ar: [
		{
			class: "messy",
			prompt:
				"نريد إعلانا قصيرا لشاشة المتجر: عطور الليل، خصم 30% على كل العطور حتى 15 رمضان. هاتف 0501234567. مدة 10 ثوان، ألوان ذهبية",
			shown: ["عطور الليل", "خصم 30%", "0501234567"],
			hidden: ["شاشة المتجر", "10 ثوان", "ألوان ذهبية", "نريد"],
			seconds: 10,
		},
	],
};
