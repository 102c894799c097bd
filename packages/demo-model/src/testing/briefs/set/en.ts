import type { TestBrief } from "./types.ts";

export const ENGLISH: readonly TestBrief[] = [
	{
		class: "advertisement",
		prompt:
			"Make a 15 second ad for Brewster's cold brew. Small batch, steeped 18 hours, never bitter. $4.50 a bottle. Order at brewsters.coffee. Warm colours, upbeat music, 9:16 for Reels.",
		shown: ["Brewster's cold brew", "Small batch", "steeped 18 hours", "never bitter", "$4.50", "a bottle", "brewsters.coffee"],
		hidden: ["15 second", "Warm colours", "upbeat", "music", "9:16", "Reels"],
		ratio: "9:16",
		seconds: 15,
	},
	{
		class: "advertisement",
		prompt:
			'We\'re launching Nimbus 2, a backpack that weighs 640 grams and fits under any airline seat. I need a punchy 12s square video. Tagline: "Pack light. Land lighter." Dark background, bold type.',
		shown: ["Nimbus 2", "640 grams", "fits under any airline seat", "Pack light. Land lighter."],
		hidden: ["I need", "punchy", "12s", "square", "video", "Tagline", "Dark background", "bold type"],
		ratio: "1:1",
		seconds: 12,
	},
	{
		class: "advertisement",
		prompt:
			'30 sec promo for our yoga studio Still Point in Leith. New beginners\' course starts 12 January, 6 weeks for £72. Soft and calm please, no fast cuts. End with "First class is free".',
		shown: ["Still Point", "Leith", "beginners' course", "12 January", "6 weeks", "£72", "First class is free"],
		hidden: ["30 sec", "promo", "Soft and calm", "please", "no fast cuts", "End with"],
		seconds: 30,
	},
	{
		class: "recipe",
		prompt:
			"Pancake recipe video, about 25 seconds\n\n200 g flour\n2 eggs\n300 ml milk\na pinch of salt\n\n1. Whisk everything until smooth\n2. Rest for 10 minutes\n3. Fry in butter, 1 minute per side\n\nMake it look like a cosy kitchen",
		shown: [
			"Pancake",
			"200 g",
			"flour",
			"eggs",
			"300 ml",
			"milk",
			"pinch of salt",
			"Whisk everything until smooth",
			"Rest for 10 minutes",
			"1 minute per side",
		],
		hidden: ["video", "about 25 seconds", "Make it look like", "cosy kitchen"],
		seconds: 25,
		scene: ["Recipe"],
	},
	{
		class: "recipe",
		prompt:
			"Film a recipe for lentil soup: 250 g red lentils, 1 onion, 2 carrots, 1 tsp cumin, 1 litre of stock. Chop the vegetables, fry them with the cumin, add lentils and stock, simmer 20 minutes. Serve with lemon. 1:1",
		shown: [
			"lentil soup",
			"250 g",
			"red lentils",
			"onion",
			"carrots",
			"1 tsp",
			"cumin",
			"1 litre",
			"stock",
			"Chop the vegetables",
			"fry them with the cumin",
			"add lentils and stock",
			"simmer 20 minutes",
			"Serve with lemon",
		],
		hidden: ["Film a", "1:1"],
		ratio: "1:1",
		scene: ["Recipe"],
	},
	{
		class: "list",
		prompt:
			"5 reasons to bike to work. 1) you skip the traffic 2) it's free 3) you arrive awake 4) no parking fees 5) better legs. fun and colourful, 20 seconds vertical",
		shown: [
			"5 reasons to bike to work",
			"you skip the traffic",
			"it's free",
			"you arrive awake",
			"no parking fees",
			"better legs",
		],
		hidden: ["fun and colourful", "20 seconds", "vertical"],
		ratio: "9:16",
		seconds: 20,
	},
	{
		class: "list",
		prompt:
			"Packing list for the school trip on 3 June:\n- rain jacket\n- water bottle (1 litre)\n- sun cream\n- lunch\n- £5 for the gift shop\n\nclear and simple, readable for parents on a phone",
		shown: [
			"Packing list",
			"school trip",
			"3 June",
			"rain jacket",
			"water bottle",
			"1 litre",
			"sun cream",
			"lunch",
			"£5",
			"gift shop",
		],
		hidden: ["clear and simple", "readable", "on a phone"],
	},
	{
		class: "table",
		prompt:
			"Turn this table into a video, 16:9, 20 s:\n\nCity,Visitors,Change\nBath,120000,+4%\nYork,98000,-2%\nDerby,41000,+11%",
		shown: ["City", "Visitors", "Change", "Bath", "120000", "+4%", "York", "98000", "-2%", "Derby", "41000", "+11%"],
		hidden: ["Turn this table", "into a video", "16:9", "20 s"],
		seconds: 20,
		scene: ["Table"],
	},
	{
		class: "comparison",
		prompt:
			"Compare our two plans. Basic: 1 user, 5 GB, email support. Pro: 10 users, 1 TB, phone support, single sign-on. Corporate blue, clean.",
		shown: ["Basic", "1 user", "5 GB", "email support", "Pro", "10 users", "1 TB", "phone support", "single sign-on"],
		hidden: ["Corporate blue", "clean"],
		scene: ["Comparison", "Versus"],
	},
	{
		class: "comparison",
		prompt: "Tea vs coffee: tea has 40 mg of caffeine a cup, coffee has 95 mg. Tea is calm, coffee is quick. 10 seconds.",
		shown: ["Tea", "coffee", "40 mg", "of caffeine a cup", "95 mg", "Tea is calm", "coffee is quick"],
		hidden: ["10 seconds"],
		seconds: 10,
	},
	{
		class: "comparison",
		prompt:
			"Before and after of our kitchen renovation. Before: dark, cramped, tiles from 1974. After: bright, open, oak and stone. 15 seconds, Instagram Reel",
		shown: ["kitchen renovation", "dark", "cramped", "tiles from 1974", "bright", "open", "oak", "stone"],
		hidden: ["15 seconds", "Instagram", "Reel"],
		ratio: "9:16",
		seconds: 15,
		scene: ["BeforeAfter"],
	},
	{
		class: "timeline",
		prompt:
			"History of our brewery in 30 seconds: 1898 founded by two sisters, 1921 first bottling line, 1956 fire destroys the malt house, 1987 reopened as a cooperative, 2024 carbon neutral. Old photograph style, sepia.",
		shown: [
			"brewery",
			"1898",
			"founded by two sisters",
			"1921",
			"first bottling line",
			"1956",
			"fire destroys the malt house",
			"1987",
			"reopened as a cooperative",
			"2024",
			"carbon neutral",
		],
		hidden: ["in 30 seconds", "Old photograph style", "sepia"],
		seconds: 30,
		scene: ["Timeline"],
	},
	{
		class: "hours",
		prompt:
			"Opening hours for the library window screen: Mon–Fri 9am–7pm, Sat 10am–4pm, Sun closed. Closed on bank holidays. Portrait.",
		shown: ["Opening hours", "Mon–Fri", "9am–7pm", "Sat", "10am–4pm", "Sun", "closed", "Closed on bank holidays"],
		hidden: ["Portrait", "window screen"],
		ratio: "9:16",
		scene: ["OpeningHours"],
	},
	{
		class: "prices",
		prompt:
			"Price list for Sal's barber shop. Cut £18, beard trim £10, cut and beard £25, kids under 12 £12. Walk-ins welcome. Retro look.",
		shown: [
			"Sal's barber shop",
			"Cut",
			"£18",
			"beard trim",
			"£10",
			"cut and beard",
			"£25",
			"kids under 12",
			"£12",
			"Walk-ins welcome",
		],
		hidden: ["Retro look"],
		scene: ["PriceList"],
	},
	{
		class: "prices",
		prompt:
			"Black Friday: the Orbit headphones drop from $199 to $129. Only until Monday midnight. 8 seconds, loud, black and yellow.",
		shown: ["Black Friday", "Orbit headphones", "$199", "$129", "Only until Monday midnight"],
		hidden: ["8 seconds", "loud", "black and yellow"],
		seconds: 8,
	},
	{
		class: "percent",
		prompt: "Only 9% of all plastic ever made has been recycled. Make that hit hard. 6 seconds, 9:16.",
		shown: ["9%", "of all plastic ever made has been recycled"],
		hidden: ["Make that hit hard", "6 seconds", "9:16"],
		ratio: "9:16",
		seconds: 6,
		scene: ["Ring"],
	},
	{
		class: "n of m",
		prompt:
			'A short clip for our charity: 1 in 4 children in our town goes to school hungry. Say it with little figures. Close with "Help us serve breakfast" and breakfastclub.org',
		shown: ["1 in 4", "children in our town goes to school hungry", "Help us serve breakfast", "breakfastclub.org"],
		hidden: ["A short clip", "Say it with", "little figures", "Close with"],
		scene: ["IconArray"],
	},
	{
		class: "shares",
		prompt:
			"Where your council tax goes: 38% schools, 27% social care, 15% roads, 12% waste, 8% parks. Donut chart please. calm colours",
		shown: ["Where your council tax goes", "38%", "schools", "27%", "social care", "15%", "roads", "12%", "waste", "8%", "parks"],
		hidden: ["Donut chart", "please", "calm colours"],
		scene: ["Donut"],
	},
	{
		class: "values",
		prompt:
			"Our podcast downloads: January 1,200, February 1,900, March 3,400, April 5,100, May 8,800. Line chart, energetic, 15s.",
		shown: ["podcast downloads", "January", "February", "March", "April", "May", "8,800"],
		hidden: ["Line chart", "energetic", "15s"],
		seconds: 15,
		scene: ["LineChart"],
	},
	{
		class: "route",
		prompt: "Animated map: our train trip from Lisbon to Warsaw via Paris and Berlin, 3,300 km in 4 days. 20 seconds 21:9.",
		shown: ["our train trip", "Lisbon", "Warsaw", "Paris", "Berlin", "3,300 km", "4 days"],
		hidden: ["Animated map", "20 seconds", "21:9"],
		ratio: "21:9",
		seconds: 20,
		scene: ["RouteMap"],
	},
	{
		class: "score",
		prompt:
			"Final score graphic: Hartley Rovers 3 - 2 Moor Athletic. Goals: Okafor 12', Lind 55', 90+4'. Stadium energy, 10 sec.",
		shown: ["Hartley Rovers", "3", "2", "Moor Athletic", "Okafor 12'", "Lind 55'", "90+4'"],
		hidden: ["Stadium energy", "10 sec", "graphic"],
		seconds: 10,
		scene: ["Score"],
	},
	{
		class: "weather",
		prompt: "Weekend weather for the campsite: Friday sunny 24°, Saturday cloudy 19°, Sunday rain 15°. Friendly, hand-drawn.",
		shown: ["campsite", "Friday", "sunny", "24°", "Saturday", "cloudy", "19°", "Sunday", "rain", "15°"],
		hidden: ["Friendly", "hand-drawn"],
		scene: ["Weather"],
	},
	{
		class: "countdown",
		prompt: 'Countdown 5 to 1, then "Happy New Year 2027". Glitter, gold on black, square.',
		shown: ["Happy New Year 2027"],
		hidden: ["Glitter", "gold on black", "square", "then"],
		ratio: "1:1",
		scene: ["Countdown"],
	},
	{
		class: "rating",
		prompt:
			'Customer review video: 4.8 out of 5 stars from 2,316 guests. "Best breakfast on the island." — Maria, Hotel Seeblick. 4:5',
		shown: ["4.8", "2,316", "guests", "Best breakfast on the island", "Maria", "Hotel Seeblick"],
		hidden: ["video", "4:5"],
		ratio: "4:5",
		scene: ["Rating", "Testimonial"],
	},
	{
		class: "quote",
		prompt: "“The best way out is always through.” by Robert Frost. Put it over something quiet, paper texture, 12 seconds.",
		shown: ["The best way out is always through", "Robert Frost"],
		hidden: ["Put it over", "something quiet", "paper texture", "12 seconds"],
		seconds: 12,
		scene: ["Quote"],
	},
	{
		class: "question",
		prompt:
			"Make a teaser that asks: What would you do with one more hour a day? Answer: Sleep. It's for an app called Doze. 10 seconds, deep blue, slow.",
		shown: ["What would you do with one more hour a day?", "Sleep", "Doze"],
		hidden: ["Make a teaser", "that asks", "10 seconds", "deep blue", "slow"],
		seconds: 10,
	},
	{
		class: "team",
		prompt:
			"Meet the team: Priya Nair – founder, Tom Ek – engineering, Lucía Ortiz – design, Sam Boateng – support. Friendly office look, 25 seconds.",
		shown: ["Meet the team", "Priya Nair", "founder", "Tom Ek", "engineering", "Lucía Ortiz", "design", "Sam Boateng", "support"],
		hidden: ["Friendly office look", "25 seconds"],
		seconds: 25,
		scene: ["Team"],
	},
	{
		class: "contact",
		prompt:
			"End card for our plumbing business: Harlow & Sons, 020 7946 0123, hello@harlowandsons.co.uk, harlowandsons.co.uk, @harlowandsons. 6 seconds.",
		shown: ["Harlow & Sons", "020 7946 0123", "hello@harlowandsons.co.uk", "harlowandsons.co.uk", "@harlowandsons"],
		hidden: ["End card", "6 seconds"],
		seconds: 6,
	},
	{
		class: "invitation",
		prompt:
			"Invitation for Ella's 6th birthday party on Saturday 14 June, 3 pm, at 14 Harbour Row. Bring swimwear! RSVP to Dan on 07700 900123. Confetti and balloons, pink and turquoise.",
		shown: ["Ella's 6th birthday party", "Saturday 14 June", "3 pm", "14 Harbour Row", "Bring swimwear", "Dan", "07700 900123"],
		hidden: ["Confetti", "balloons", "pink and turquoise"],
	},
	{
		class: "explanation",
		prompt:
			"Explain how a heat pump works in 30 seconds, for homeowners. It takes warmth from the outside air. A compressor raises the temperature. The heat goes into your radiators. One kilowatt of power gives three kilowatts of heat.",
		shown: [
			"heat pump works",
			"It takes warmth from the outside air",
			"A compressor raises the temperature",
			"The heat goes into your radiators",
			"One kilowatt of power gives three kilowatts of heat",
		],
		hidden: ["Explain", "in 30 seconds", "for homeowners"],
		seconds: 30,
	},
	{
		class: "explanation",
		prompt:
			"how do bees make honey? explain it for kids, 9:16. Bees drink nectar from flowers. Back in the hive they pass it from mouth to mouth. They fan it with their wings until it is thick. Then they seal it with wax.",
		shown: [
			"how do bees make honey",
			"Bees drink nectar from flowers",
			"Back in the hive they pass it from mouth to mouth",
			"They fan it with their wings until it is thick",
			"seal it with wax",
		],
		hidden: ["explain it", "for kids", "9:16"],
		ratio: "9:16",
	},
];
