import type { TestBrief } from "./types.ts";

/** Briefs as people write them in chats, mails and notes: places where a film is shown, talk without marks, rows of one form. */
export const EVERYDAY_ENGLISH: readonly TestBrief[] = [
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
];
