import type { TestBrief } from "./types.ts";

const CITY_TREES = `Please turn this article into a one minute video, 16:9, calm.

# Why cities plant trees

Every city has a heat problem. Asphalt and concrete store the warmth of the day and give it back at night. On a July afternoon a street without shade can be twelve degrees warmer than a park three blocks away. People sleep badly, the old and the sick suffer most, and air conditioners push yet more warm air into the streets. A tree works against all of that at once, and it does so without a plug.

## Shade is cheap

A grown plane tree shades about 100 square metres. It costs roughly 900 euros to plant and 40 euros a year to look after. Nothing else a town hall can buy cools a street for so little. Sails and awnings have to be taken down in storms, and fountains need a pump and a person who cleans them. A tree needs water for the first three years, and after that mostly patience.

## Roots need room

Most street trees die young. The reason is under the pavement: pipes, cables and packed soil leave the roots no air. Stockholm digs pits of coarse stone below its pavements, so that roots, rain and air can pass. The city reports that trees in such pits grow twice as fast. Other places have copied the method, and some have made it a rule for each new street.

## Who waters them

In Berlin anybody can adopt a tree with an app. More than 9,000 people carry buckets to one in dry summers. The app shows which trees are thirsty, and neighbours who had never spoken now share a hose. That may be the best thing about a street tree: it gives a street something to look after together.

## What you can do

Ask your council for its tree plan. Water the tree in front of your door. Do not park on roots.`;

export const ENGLISH_MESSY: readonly TestBrief[] = [
	{ class: "short", prompt: "Northern lights", shown: ["Northern lights"], hidden: [] },
	{ class: "short", prompt: "summer sale", shown: ["summer sale"], hidden: [] },
	{ class: "short", prompt: "make something cool", shown: [], hidden: ["make something cool", "something cool", "cool"] },
	{ class: "short", prompt: "Surprise me!", shown: [], hidden: ["Surprise me"] },
	{
		class: "format",
		prompt: "Product teaser for TikTok: Mica, the pan that never sticks. Tested 1,000 times.",
		shown: ["Mica", "the pan that never sticks", "Tested 1,000 times"],
		hidden: ["teaser", "TikTok"],
		ratio: "9:16",
	},
	{
		class: "format",
		prompt: "YouTube intro, 5 seconds, widescreen, for my channel Rust & Relics",
		shown: ["Rust & Relics"],
		hidden: ["YouTube", "intro", "5 seconds", "widescreen"],
		seconds: 5,
	},
	{
		class: "format",
		prompt: "Instagram feed post 4:5, exactly 7.5 seconds: Pop-up flower market, Sunday 10 to 2, Mill Lane.",
		shown: ["Pop-up flower market", "Sunday 10 to 2", "Mill Lane"],
		hidden: ["Instagram", "feed post", "4:5", "7.5", "exactly"],
		ratio: "4:5",
		seconds: 7.5,
	},
	{
		class: "format",
		prompt: "ultra wide 21:9 cinematic opening title for my short film 'The Salt Road', 8 seconds, slow fade from black",
		shown: ["The Salt Road"],
		hidden: ["ultra wide", "21:9", "cinematic", "8 seconds", "slow fade", "from black"],
		ratio: "21:9",
		seconds: 8,
	},
	{
		class: "format",
		prompt: "1 min 30 about our allotment: 24 plots, 31 gardeners, one greenhouse.",
		shown: ["allotment", "24", "plots", "31", "gardeners", "one greenhouse"],
		hidden: ["1 min 30"],
		seconds: 90,
	},
	{
		class: "format",
		prompt:
			"Title: Rivers of Kent\nLength: 30s\nFormat: 16:9\nStyle: watercolour, gentle\nText 1: The Medway is 113 km long\nText 2: The Stour has five branches\nEnd: Kent River Trust",
		shown: ["Rivers of Kent", "The Medway is 113 km long", "The Stour has five branches", "Kent River Trust"],
		hidden: ["Title", "Length", "30s", "Format", "Style", "watercolour", "gentle", "Text 1", "Text 2"],
		seconds: 30,
	},
	{
		class: "format",
		prompt:
			"Film for our bookshop Paper Lantern. No music, no red, don't show any people. Say that we have 12,000 second-hand books and a cat named Biscuit. Mention free coffee on Thursdays.",
		shown: ["Paper Lantern", "12,000 second-hand books", "a cat named Biscuit", "free coffee on Thursdays"],
		hidden: ["No music", "no red", "don't show", "any people", "Say that", "Mention"],
	},
	{
		class: "format",
		prompt:
			'Scene 1: the word RUN fills the screen. Scene 2: "26.2 miles". Scene 3: the date 27 April 2025. Scene 4: logo Marathon Leeds. fast cuts, 8 seconds',
		shown: ["RUN", "26.2 miles", "27 April 2025", "Marathon Leeds"],
		hidden: ["Scene 1", "fills the screen", "Scene 2", "Scene 3", "Scene 4", "fast cuts", "8 seconds"],
		seconds: 8,
	},
	{
		class: "quote",
		prompt:
			"Show a chat between two friends. A: Are you coming tonight? B: Only if there's pizza. A: There is always pizza. Then the name Pizza Planet, open till 2 am. Playful, vertical.",
		shown: ["Are you coming tonight?", "Only if there's pizza", "There is always pizza", "Pizza Planet", "open till 2 am"],
		hidden: ["Show a chat", "Playful", "vertical"],
		ratio: "9:16",
	},
	{
		class: "messy",
		prompt:
			"hey can u make me a vid for my dog walking buisness called waggy tails its 15 pounds per walk we do mornings and evenings and theres a free first walk call 07700900456 make it cute thx",
		shown: ["waggy tails", "15 pounds per walk", "mornings and evenings", "free first walk", "07700900456"],
		hidden: ["hey", "can u", "make me", "vid", "make it cute", "thx"],
	},
	{
		class: "messy",
		prompt:
			"need video for open house sunday 2 to 4 pm 22 elm street three bedrooms garden garage asking price 450000 euros 20 seconds landscape elegant",
		shown: [
			"open house",
			"sunday 2 to 4 pm",
			"22 elm street",
			"three bedrooms",
			"garden",
			"garage",
			"asking price",
			"450000 euros",
		],
		hidden: ["need video", "20 seconds", "landscape", "elegant"],
		seconds: 20,
	},
	{
		class: "messy",
		prompt:
			"🎉 GRAND OPENING 🎉 Poppy's Ice Cream 🍦 this Saturday 11am 📍 8 Pier Road 🎈 first 50 cones FREE!! 🩷 pastel vibes, 10s vertical pls",
		shown: ["GRAND OPENING", "Poppy's Ice Cream", "this Saturday 11am", "8 Pier Road", "first 50 cones FREE"],
		hidden: ["pastel vibes", "10s", "vertical", "pls"],
		ratio: "9:16",
		seconds: 10,
	},
	{
		class: "messy",
		prompt:
			"Hi,\n\ncould you please make a short video (20 seconds, vertical) from the mail below?\n\nThanks\nJo\n\n---------- Forwarded message ---------\nFrom: Lena Brandt <lena@riverside-choir.org>\nDate: Tue, 4 Nov 2025\nSubject: Winter concert\n\nDear all,\nour winter concert is on 13 December at 7 pm in St Mary's Church. Tickets cost £8, children are free. We sing carols from six countries.\nBest wishes\nLena",
		shown: [
			"winter concert",
			"13 December",
			"7 pm",
			"St Mary's Church",
			"£8",
			"children are free",
			"We sing carols from six countries",
		],
		hidden: ["could you please", "20 seconds", "vertical", "from the mail below", "Forwarded message", "Dear all"],
		ratio: "9:16",
		seconds: 20,
	},
	{
		class: "messy",
		prompt: CITY_TREES,
		shown: ["Why cities plant trees", "Shade is cheap", "Roots need room", "Who waters them", "What you can do"],
		hidden: ["Please turn this article", "one minute", "16:9", "calm"],
		seconds: 60,
	},
	{
		class: "messy",
		prompt:
			"Please make a 15 second video auf Deutsch for our Bäckerei Korn: Frische Brezeln ab 6 Uhr, jeden Tag. Golden, warm look.",
		shown: ["Bäckerei Korn", "Frische Brezeln ab 6 Uhr", "jeden Tag"],
		hidden: ["Please", "15 second", "auf Deutsch", "Golden", "warm look"],
		seconds: 15,
	},
	{
		class: "messy",
		prompt:
			"mkae a vidoe about our caffee, its called Blue Door, opning hours 8 to 5 evry day, best flat wihte in town, 15 secnods",
		shown: ["Blue Door", "8 to 5", "evry day", "best flat wihte in town"],
		hidden: ["mkae", "vidoe", "15 secnods", "secnods"],
		seconds: 15,
	},
	{
		class: "messy",
		prompt:
			"ok so basically we sell candles. soy wax, 40 hours burn time, made in dublin. umm maybe like 20 seconds? and can it be kind of dreamy. website is glowhaus.ie and the discount code is GLOW15",
		shown: ["candles", "soy wax", "40 hours burn time", "made in dublin", "glowhaus.ie", "GLOW15"],
		hidden: ["ok so basically", "umm", "maybe like", "20 seconds", "can it be", "kind of dreamy"],
		seconds: 20,
	},
	{
		class: "messy",
		prompt:
			"PROMO VIDEO!!! FITNESS FIRST 24/7 GYM, JOIN NOW FOR £19.99 A MONTH, NO CONTRACT. MUST BE 9:16, 15 SECONDS, RED AND BLACK",
		shown: ["FITNESS FIRST", "24/7 GYM", "JOIN NOW", "£19.99", "A MONTH", "NO CONTRACT"],
		hidden: ["PROMO VIDEO", "MUST BE", "9:16", "15 SECONDS", "RED AND BLACK"],
		ratio: "9:16",
		seconds: 15,
	},
];
