import type { TestBrief } from "./types.ts";

/** More of the same: comparisons row by row, names behind a call, pasted mail. */
export const EVERYDAY_ENGLISH_ROWS: readonly TestBrief[] = [
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
	{
		class: "messy",
		prompt:
			"Penguins in five facts. Emperor penguins dive 500 m. They fast for 115 days. Fathers keep the egg warm. They can't fly. They live up to 20 years. For 3rd graders. 40 seconds. Cute.",
		shown: [
			"Penguins",
			"Emperor penguins dive 500 m",
			"They fast for 115 days",
			"Fathers keep the egg warm",
			"They can't fly",
			"They live up to 20 years",
		],
		hidden: ["3rd graders", "40 seconds", "Cute"],
		seconds: 40,
	},
	{
		class: "prices",
		prompt:
			"Flash sale Sunday 18:00-22:00: sneakers $59 (was $89), hoodies $35 (was $50), caps $12. Code RUN10. shop.stridely.com. Loud, yellow/black, 8 sec, reels",
		shown: [
			"Flash sale",
			"Sunday",
			"18:00-22:00",
			"sneakers",
			"$59",
			"was $89",
			"hoodies",
			"$35",
			"was $50",
			"caps",
			"$12",
			"Code RUN10",
			"shop.stridely.com",
		],
		hidden: ["Loud", "yellow/black", "8 sec", "reels"],
		ratio: "9:16",
		seconds: 8,
		scene: ["PriceList"],
	},
	{
		class: "messy",
		prompt:
			"Our fundraiser so far: goal €40,000, raised €27,350, 612 donors, 9 days left. St Brigid's Roof Fund. Donate: stbrigids.example/roof. Hopeful, 15 seconds, 1:1",
		shown: [
			"goal",
			"€40,000",
			"raised",
			"€27,350",
			"612",
			"donors",
			"9 days left",
			"St Brigid's Roof Fund",
			"stbrigids.example/roof",
		],
		hidden: ["Hopeful", "15 seconds", "1:1"],
		title: "St Brigid's Roof Fund",
		ratio: "1:1",
		seconds: 15,
	},
	{
		class: "explanation",
		prompt:
			"How to tie a bowline: make a loop; pass the end up through it; around the back; down the loop; pull tight. slow pace, nautical look, no text effects, 20 sec",
		shown: [
			"How to tie a bowline",
			"make a loop",
			"pass the end up through it",
			"around the back",
			"down the loop",
			"pull tight",
		],
		hidden: ["slow pace", "nautical", "no text effects", "20 sec"],
		seconds: 20,
	},
	{
		class: "messy",
		prompt:
			"Standings after round 6 | Foxes 15 | Herons 12 | Otters 9 | Badgers 4. Next: Foxes v Herons, Sunday 3pm. For club's Instagram",
		shown: [
			"Standings after round 6",
			"Foxes",
			"15",
			"Herons",
			"12",
			"Otters",
			"9",
			"Badgers",
			"4",
			"Next",
			"Foxes v Herons",
			"Sunday 3pm",
		],
		hidden: ["Instagram"],
	},
	{
		class: "messy",
		prompt:
			"Introduce our new colleague: Tomasz Wilk, data analyst, from Kraków, loves chess and ramen, starts Monday. Colourful, 10 seconds. No stock footage!",
		shown: ["Tomasz Wilk", "data analyst", "Kraków", "loves chess and ramen", "starts Monday"],
		hidden: ["Colourful", "10 seconds", "stock footage"],
		title: "Tomasz Wilk",
		seconds: 10,
	},
	{
		class: "messy",
		prompt:
			'Text: "We hear you." Then: "2,300 messages. 41 changes. 1 app." Logo name Fernbank. black background, white type, 7s',
		shown: ["We hear you.", "2,300 messages", "41 changes", "1 app", "Fernbank"],
		hidden: ["black background", "white type", "7s", "Text:", "Logo name"],
		seconds: 7,
	},
];
