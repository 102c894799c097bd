import type { TestBrief } from "./types.ts";

/** Briefs of many trades and forms: requests behind content, people a film is for, mails, names behind their kind. */
export const ENGLISH_FORMS: readonly TestBrief[] = [
	{
		class: "messy",
		prompt:
			"I need a short clip for my Year 4 class about the water cycle: evaporation, condensation, precipitation, collection. Simple words, bright colours, 40 seconds.",
		shown: ["water cycle", "evaporation", "condensation", "precipitation", "collection"],
		hidden: ["I need", "Year 4 class", "Simple words", "bright colours", "40 seconds"],
		seconds: 40,
	},
	{
		class: "messy",
		prompt:
			"Fwd: spring fair\n\nHey, can u turn this into a vid pls, 15 secs, portrait\n\nSpring Fair at St Anne's Primary, Saturday 22 March 11-3. Bouncy castle, cake stall, tombola, face painting. Entry £1, under 5s free.",
		shown: [
			"Spring Fair",
			"St Anne's Primary",
			"Saturday 22 March",
			"11-3",
			"Bouncy castle",
			"cake stall",
			"tombola",
			"face painting",
			"Entry £1",
			"under 5s free",
		],
		hidden: ["Fwd", "can u", "turn this", "15 secs", "portrait", "pls"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "messy",
		prompt:
			"Wedding save the date for Hannah & Luis, 6 June 2026, Quinta do Vale, Sintra. Romantic, soft pink and cream, 4:5. Invitation to follow.",
		shown: ["Hannah & Luis", "6 June 2026", "Quinta do Vale", "Sintra", "Invitation to follow"],
		hidden: ["Romantic", "soft pink", "cream", "4:5"],
		ratio: "4:5",
	},
	{
		class: "score",
		prompt:
			"Our under 12s beat Riverside 4-2 on Sunday! Goals from Maya (2), Theo and Isla. Next match Sat 10am vs Northfield at home. Make a fun 12 second clip for our club instagram",
		shown: ["under 12s", "Riverside", "4", "2", "Maya (2)", "Theo", "Isla", "Next match Sat 10am", "Northfield"],
		hidden: ["Make a", "fun", "12 second", "for our club instagram", "instagram"],
		seconds: 12,
		scene: ["Score"],
	},
	{
		class: "explanation",
		prompt:
			"Please create an explainer for freelancers on how to write an invoice. 1. Add your name and tax number 2. List the work and the hours 3. State the payment term 4. Send it as PDF. Tone: matter of fact. Length: 45 seconds",
		shown: [
			"how to write an invoice",
			"Add your name and tax number",
			"List the work and the hours",
			"State the payment term",
			"Send it as PDF",
		],
		hidden: ["Please create", "explainer", "for freelancers", "Tone", "matter of fact", "45 seconds"],
		seconds: 45,
		scene: ["Steps"],
	},
	{
		class: "invitation",
		prompt:
			"You're invited! Retirement party for Graham, Friday 30 May, 6 pm, The Old Forge. Bring a story. 20s, warm and nostalgic.",
		shown: ["You're invited", "Retirement party", "Graham", "Friday 30 May", "6 pm", "The Old Forge", "Bring a story"],
		hidden: ["20s", "warm and nostalgic"],
		seconds: 20,
		scene: ["Invitation"],
	},
	{
		class: "messy",
		prompt:
			"i want a video about my app called tiny chores, it helps families share housework. swipe to assign, points for kids, weekly summary. app store and google play. make it colorful and bouncy, 20 sec, vertical",
		shown: [
			"tiny chores",
			"helps families share housework",
			"swipe to assign",
			"points for kids",
			"weekly summary",
			"app store",
			"google play",
		],
		hidden: ["i want", "make it colorful", "bouncy", "20 sec", "vertical"],
		ratio: "9:16",
		seconds: 20,
	},
	{
		class: "contact",
		prompt:
			"Contact card with QR for Ines Duarte, landscape architect, +351 912 345 678, ines@duarte.studio, duarte.studio. Green and calm.",
		shown: ["Ines Duarte", "landscape architect", "+351 912 345 678", "ines@duarte.studio", "duarte.studio"],
		hidden: ["Contact card", "with QR", "Green and calm"],
		scene: ["ContactCard"],
	},
	{
		class: "route",
		prompt: "Trip from Oslo → Bergen → Stavanger. 7 days, 3 ferries, 900 km. A calm travel film, 20s, no people.",
		shown: ["Oslo", "Bergen", "Stavanger", "7 days", "3 ferries", "900 km"],
		hidden: ["A calm travel film", "20s", "no people"],
		seconds: 20,
		scene: ["RouteMap"],
	},
	{
		class: "messy",
		prompt:
			"We'd like a 60 second film for our museum's new exhibition \"Salt\". Opening 9 May. 140 objects from 12 countries. Curated by Dr. Amira Haddad. Free on Thursdays. Slow, quiet, lots of white space. No exclamation marks.",
		shown: ["Salt", "9 May", "140 objects", "12 countries", "Curated by Dr. Amira Haddad", "Free on Thursdays"],
		hidden: ["We'd like", "60 second film", "Slow", "quiet", "white space", "No exclamation marks"],
		seconds: 60,
	},
	{
		class: "messy",
		prompt:
			"Q3 results for the board: revenue 4.2M (+18%), churn 2.1%, NPS 61, headcount 84. Serious, corporate, dark blue, 16:9, 20 seconds, no jokes.",
		shown: ["Q3 results", "revenue", "4.2M", "+18%", "churn", "2.1%", "NPS", "61", "headcount", "84"],
		hidden: ["for the board", "Serious", "corporate", "dark blue", "16:9", "20 seconds", "no jokes"],
		seconds: 20,
	},
	{
		class: "timeline",
		prompt:
			"Before: 3 hours of paperwork a day. After: 20 minutes. That's Claimly, the assistant for dental practices. Book a demo at claimly.app. Aimed at dentists, trustworthy, light, 20s.",
		shown: [
			"3 hours of paperwork a day",
			"20 minutes",
			"Claimly",
			"the assistant for dental practices",
			"Book a demo",
			"claimly.app",
		],
		hidden: ["Aimed at dentists", "trustworthy", "light", "20s"],
		seconds: 20,
		scene: ["BeforeAfter"],
	},
	{
		class: "team",
		prompt:
			"Meet the team: Ola Brandt, head coach; Jess Wu, physio; Marek Nowak, nutrition. Iron Gate Gym. 20 seconds, gritty, black and yellow",
		shown: ["Meet the team", "Ola Brandt", "head coach", "Jess Wu", "physio", "Marek Nowak", "nutrition", "Iron Gate Gym"],
		hidden: ["20 seconds", "gritty", "black and yellow"],
		seconds: 20,
		scene: ["Team"],
	},
	{
		class: "messy",
		prompt:
			"Explain photosynthesis to 5th graders in 45 seconds. Plants take in carbon dioxide and water. Sunlight gives the energy. Sugar and oxygen come out. Friendly cartoon style, no scary stuff.",
		shown: [
			"photosynthesis",
			"Plants take in carbon dioxide and water",
			"Sunlight gives the energy",
			"Sugar and oxygen come out",
		],
		hidden: ["Explain", "5th graders", "45 seconds", "Friendly cartoon style", "no scary stuff"],
		seconds: 45,
	},
	{
		class: "messy",
		prompt:
			"We are closing at 3pm on 24 December and are back on 2 January. Happy holidays from Millers Hardware! Make it a 10 second square clip with snow, red and green.",
		shown: ["closing at 3pm on 24 December", "back on 2 January", "Happy holidays", "Millers Hardware"],
		hidden: ["Make it a", "10 second", "square", "with snow", "red and green"],
		ratio: "1:1",
		seconds: 10,
	},
	{
		class: "score",
		prompt:
			"UNITED beat ROVERS 87-74. Top scorer: D. Okafor 31 pts. 12 assists from J. Lind. Attendance 4,310. energetic, orange and black, 15 seconds",
		shown: ["UNITED", "ROVERS", "87", "74", "D. Okafor", "31 pts", "12 assists from J. Lind", "Attendance", "4,310"],
		hidden: ["energetic", "orange and black", "15 seconds"],
		seconds: 15,
		scene: ["Score"],
	},
	{
		class: "messy",
		prompt: "Animated logo for Kestrel Audio, 5s, metallic, whoosh, black background",
		shown: ["Kestrel Audio"],
		hidden: ["Animated logo", "5s", "metallic", "whoosh", "black background"],
		seconds: 5,
	},
	{
		class: "messy",
		prompt:
			"Did you know? An octopus has three hearts. Two stop when it swims. That's why it prefers to crawl. make this a fun fact video for kids age 8 to 10, ocean colours, 20 secs",
		shown: ["Did you know", "An octopus has three hearts", "Two stop when it swims", "That's why it prefers to crawl"],
		hidden: ["make this", "fun fact video", "for kids", "age 8 to 10", "ocean colours", "20 secs"],
		seconds: 20,
	},
	{
		class: "shares",
		prompt:
			"Where our energy comes from (pie chart): wind 38%, solar 24%, hydro 21%, gas 17%. Source: City Utility report 2024. Neutral, scientific, 15 seconds",
		shown: [
			"Where our energy comes from",
			"wind",
			"38",
			"solar",
			"24",
			"hydro",
			"21",
			"gas",
			"17",
			"Source: City Utility report 2024",
		],
		hidden: ["pie chart", "Neutral", "scientific", "15 seconds"],
		seconds: 15,
		scene: ["Donut", "Shares", "PieChart"],
	},
	{
		class: "messy",
		prompt:
			"I run a small pottery studio named Claywell in Asheville. I'd love a 25-second vertical video that invites people to our open kiln night, first Friday of every month, 6–9pm, free tea. Should feel handmade and earthy. Website claywell.studio at the end.",
		shown: ["Claywell", "Asheville", "open kiln night", "first Friday of every month", "6–9pm", "free tea", "claywell.studio"],
		hidden: [
			"I run",
			"I'd love",
			"25-second",
			"vertical",
			"invites people",
			"Should feel",
			"handmade",
			"earthy",
			"Website",
			"at the end",
		],
		ratio: "9:16",
		seconds: 25,
	},
	{
		class: "messy",
		prompt:
			"Need a 15s IG reel for Marlow's Barbers — skin fades, hot towel shaves, walk-ins welcome. 22 Castle St. Book: marlowsbarbers.com. Black & white, gritty, hip hop beat",
		shown: ["Marlow's Barbers", "skin fades", "hot towel shaves", "walk-ins welcome", "22 Castle St", "marlowsbarbers.com"],
		hidden: ["Need a", "15s", "IG reel", "gritty", "hip hop beat", "Black & white"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "messy",
		prompt:
			"Create a 45-second onboarding video for new warehouse staff. Cover: wear your vest, keep aisles clear, report spills, lift with your knees. Clear and serious, company colours blue and orange. No background music.",
		shown: ["wear your vest", "keep aisles clear", "report spills", "lift with your knees"],
		hidden: [
			"Create",
			"45-second",
			"for new warehouse staff",
			"Cover",
			"Clear and serious",
			"company colours",
			"blue and orange",
			"No background music",
		],
		seconds: 45,
	},
	{
		class: "quote",
		prompt:
			'turn my tweet into a video: "Your first draft is you telling yourself the story." add my handle @writes_lena, minimal, off-white background, serif, 8s, 1:1',
		shown: ["Your first draft is you telling yourself the story", "@writes_lena"],
		hidden: ["turn my tweet", "into a video", "add my handle", "minimal", "off-white", "serif", "8s", "1:1"],
		ratio: "1:1",
		seconds: 8,
		scene: ["Quote", "KineticText"],
	},
	{
		class: "messy",
		prompt:
			"Charity run promo. Run for Rivers, 5K and 10K, Sunday September 14, Lakeside Park. Entry $25, kids free. All proceeds go to river restoration. Sign up by Sept 1: runforrivers.org. Energetic, 30 sec, no voiceover.",
		shown: [
			"Run for Rivers",
			"5K and 10K",
			"Sunday September 14",
			"Lakeside Park",
			"Entry $25",
			"kids free",
			"All proceeds go to river restoration",
			"Sign up by Sept 1",
			"runforrivers.org",
		],
		hidden: ["Charity run promo", "Energetic", "30 sec", "no voiceover"],
		seconds: 30,
	},
	{
		class: "messy",
		prompt:
			"ad for a podcast microphone - Volt M2. USB-C, built in pop filter, 24 bit / 96 kHz. was $149 now $99. until sunday. punchy, dark, vertical 9 seconds",
		shown: ["Volt M2", "USB-C", "built in pop filter", "24 bit / 96 kHz", "$149", "$99", "until sunday"],
		hidden: ["ad for a", "punchy", "dark", "vertical", "9 seconds"],
		ratio: "9:16",
		seconds: 9,
	},
	{
		class: "route",
		prompt:
			"Flight Lisbon to Azores from 59€. Depart daily. 2h 20min. Book at flyatlantica.pt. bright, summery, 10 sec, 9:16, map please",
		shown: ["Lisbon", "Azores", "59€", "Depart daily", "2h 20min", "flyatlantica.pt"],
		hidden: ["bright", "summery", "10 sec", "9:16", "map please"],
		ratio: "9:16",
		seconds: 10,
		scene: ["RouteMap"],
	},
	{
		class: "messy",
		prompt:
			"Promote my Etsy shop LinenLark: handmade aprons, from £28, ships worldwide, 10% off with code LARK10. etsy.com/shop/linenlark. cosy, natural, pastel, instagram post 4:5",
		shown: ["LinenLark", "handmade aprons", "from £28", "ships worldwide", "10% off with code LARK10", "etsy.com/shop/linenlark"],
		hidden: ["Promote", "cosy", "natural", "pastel", "instagram post", "4:5"],
		ratio: "4:5",
	},
	{
		class: "messy",
		prompt:
			"Our app Pillow tracks sleep. Screens: Tonight, Trends, Sounds. 4.6 stars from 90k reviews. Free on iOS & Android. Make a calm dark-blue app promo, 20s, 9:16, with phone mockups",
		shown: ["Pillow", "tracks sleep", "Tonight", "Trends", "Sounds", "4.6 stars", "90k reviews", "Free on iOS & Android"],
		hidden: ["Make a", "calm", "dark-blue", "app promo", "20s", "9:16", "phone mockups"],
		ratio: "9:16",
		seconds: 20,
	},
];
