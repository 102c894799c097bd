import type { Mood } from "../reading/style.ts";

/** Subjects of one kind, and the moods that a film about them has where the brief names none. */
export interface Topic {
	words: RegExp;
	moods: readonly Mood[];
	/** More words for the choice of a look. */
	looks: readonly string[];
}

export const TOPICS: readonly Topic[] = [
	{
		words:
			/\b(?:software|app|api|cloud|data|code|developers?|startup|saas|ai|robots?|tech\w*|cyber\w*|crypto|platform|hardware|chips?)\b/i,
		moods: ["techy", "serious"],
		looks: ["modern"],
	},
	{
		words: /\b(?:books?|novels?|writers?|history|museum|library|architecture|wine|poe\w+|letters?)\b/i,
		moods: ["elegant", "warm"],
		looks: ["editorial"],
	},
	{
		words: /\b(?:coffee|roast\w*|caf[eé]s?|espresso|chocolate|baker\w*|bread|whisk\w+|tea)\b/i,
		moods: ["warm", "cinematic"],
		looks: ["handmade", "cosy"],
	},
	{
		words: /\b(?:ocean|sea|water|surf\w*|sail\w*|coast|beach|fish\w*|whales?|rivers?|swim\w*|dive|islands?)\b/i,
		moods: ["calm", "natural"],
		looks: ["travel"],
	},
	{
		words:
			/\b(?:forests?|trees?|eco\w*|plants?|garden\w*|green energy|nature|climate|sustainab\w+|farm\w*|organic|photosynthesis|hik\w+|recycl\w+)\b/i,
		moods: ["natural", "calm"],
		looks: ["organic"],
	},
	{
		words: /\b(?:kids|children|games?|toys?|party|birthday|fruit|juice|ice cream|summer|school|pets?|dogs?|cats?)\b/i,
		moods: ["playful", "energetic"],
		looks: ["kids"],
	},
	{
		words:
			/\b(?:sports?|fitness|gym|running|race|racing|fire|football|soccer|boxing|marathon|bikes?|motor\w*|workout|training)\b/i,
		moods: ["energetic", "cinematic"],
		looks: ["sporty"],
	},
	{
		words: /\b(?:music|festival|concert|dance|dj|band|album|fashion|beauty|art|design|night)\b/i,
		moods: ["playful", "techy"],
		looks: ["night"],
	},
	{
		words: /\b(?:jewel\w*|perfume|luxury|hotel|watch(?:es)?|wedding|gallery|interior\w*|estate|spa)\b/i,
		moods: ["elegant", "serious"],
		looks: ["luxury"],
	},
	{
		words:
			/\b(?:bank\w*|financ\w+|insur\w+|revenue|report|quarter\w*|invest\w*|market|b2b|consult\w*|law|tax|budget|company|results|sales)\b/i,
		moods: ["serious"],
		looks: ["corporate"],
	},
	{
		words: /\b(?:love|valentine\w*|flowers?|cosmetics?|skin\w*|mother\w*|family|cake|bak\w+|dessert)\b/i,
		moods: ["warm", "playful"],
		looks: ["gentle"],
	},
	{
		words: /\b(?:space|stars?|planets?|moon|mars|science|universe|galaxy|energy|solar|physics|aurora|rocket\w*)\b/i,
		moods: ["cinematic", "techy", "calm"],
		looks: ["space", "futuristic"],
	},
	{
		words:
			/\b(?:health|medical|doctors?|hospital|clinic|dent\w+|yoga|sleep|wellness|therap\w+|medicine|care|nutrition|vitamins?)\b/i,
		moods: ["calm", "serious"],
		looks: ["trustworthy"],
	},
	{
		words:
			/\b(?:travel|desert|spain|italy|mexico|morocco|pottery|craft\w*|ceramic\w*|cook\w*|food|restaurant|pizza|spices?|recipes?|city|lisbon|porto|tour\w*)\b/i,
		moods: ["warm", "natural"],
		looks: ["travel", "handmade"],
	},
	{
		words:
			/\b(?:cars?|automotive|construction|engineer\w*|industr\w*|factory|security|film noir|photograph\w*|news|machines?|tools?)\b/i,
		moods: ["serious", "cinematic", "energetic"],
		looks: ["precise"],
	},
	{
		words: /\b(?:learn\w*|course|education|students?|teach\w*|explain\w*|weather|clean\w*|delivery|apps?|community)\b/i,
		moods: ["playful", "energetic"],
		looks: ["friendly"],
	},
	{
		words: /\b(?:theat\w+|opera|cinema|film festival|cocktail\w*|gala|awards?|vintage|noir|mystery|ballet)\b/i,
		moods: ["elegant", "cinematic"],
		looks: ["cinematic", "vintage"],
	},
	{
		words: /\b(?:spring|animals?|bees?|honey|vegetables?|salad|picnic|vegan|market|cycling|outdoors?|parks?)\b/i,
		moods: ["natural", "playful"],
		looks: ["fresh"],
	},
];
