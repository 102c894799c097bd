import type { Findings } from "../reading/findings.ts";
import type { QuotedText } from "../reading/quotes.ts";
import { capitalised, pick, pieces, shortened } from "../reading/spans.ts";
import { titleFrom } from "../reading/subject.ts";
import { type Draft, KINETIC, kinetic, markOf, seconds, textDrafts } from "./drafts.ts";

/** The film's opening: a title, big moving words, or the name drawn as a logo. */
export function openingOf(brief: Findings): Draft[] {
	const { seed, subject } = brief;
	const titles = brief.quotes.filter((quote) => quote.role === "title");
	const tagline = brief.quotes.find((quote) => quote.role === "tagline")?.text;
	const title = titles[0]?.text ?? subject.name ?? titleFrom(subject.topic);
	const introduced = subject.name && subject.description ? `${subject.name}, ${subject.description}` : subject.name;
	const subtitle =
		tagline ?? (titles[0] && subject.name && !titles[0].text.includes(subject.name) ? introduced : undefined) ?? described(brief);
	const first: Draft[] = [];
	if (title.length > 80) {
		for (const piece of pieces(title, KINETIC))
			first.push({ scene: "KineticText", props: kinetic(piece), seconds: seconds(piece), at: -10 });
		if (tagline) first.push({ scene: "Title", props: { title: tagline }, seconds: seconds(tagline), at: -9 });
		return first;
	}
	const energetic = brief.moods.includes("energetic") || brief.moods.includes("playful");
	const style = pick(
		["title", "title", "title", energetic ? "kinetic" : "title", subject.name && !titles[0] ? "logo" : "kinetic", "kinetic"],
		seed,
		"opening",
	);
	if (style === "logo" && subject.name && subject.name.length <= 24) {
		first.push({
			scene: "Logo",
			props: { name: subject.name, ...(subtitle ? { tagline: subtitle } : {}), mark: markOf(brief) },
			seconds: seconds(subtitle ?? "", 2.6),
			at: -10,
		});
	} else if (style === "kinetic" && title.split(" ").length >= 3 && !subtitle) {
		first.push({ scene: "KineticText", props: kinetic(title), seconds: seconds(title, 2), at: -10 });
	} else {
		const align = pick(["center", "left"], seed, "title align");
		first.push({
			scene: "Title",
			props: { title, ...(subtitle ? { subtitle } : {}), align },
			seconds: seconds(`${title} ${subtitle ?? ""}`, 1.8),
			at: -10,
		});
	}
	for (const more of titles.slice(1))
		first.push({ scene: "KineticText", props: kinetic(more.text), seconds: seconds(more.text), at: more.from });
	return first;
}

/** The film's end: what to do next, the address, or the name. Empty: nothing was asked for. */
export function closingOf(brief: Findings): Draft[] {
	const actions = brief.quotes.filter((quote) => quote.role === "action");
	const last = actions.at(-1)?.text;
	const name = brief.subject.name ?? titleFrom(brief.subject.topic);
	const earlier: Draft[] = actions.slice(0, -1).flatMap((quote) => textDrafts(quote.text, quote.from));
	const url = brief.address ? { url: brief.address } : {};
	if (last && last.length > 70) {
		return [
			...earlier,
			...textDrafts(last, 1e8),
			{ scene: "Outro", props: { title: shortened(name, 50), ...url }, seconds: 2.4, at: 1e9, spare: !brief.address },
		];
	}
	if (last && last.length <= 26 && name.length <= 40 && pick([true, false], brief.seed, "action as button")) {
		return [...earlier, { scene: "Outro", props: { title: name, action: last, ...url }, seconds: 3, at: 1e9 }];
	}
	if (last) return [...earlier, { scene: "Outro", props: { title: last, ...url }, seconds: seconds(last, 2), at: 1e9 }];
	if (
		brief.subject.name &&
		brief.subject.name.length <= 24 &&
		!brief.address &&
		openingOf(brief)[0]?.scene !== "Logo" &&
		pick([true, false], brief.seed, "logo at the end")
	) {
		return [{ scene: "Logo", props: { name: brief.subject.name, mark: markOf(brief) }, seconds: 2.8, at: 1e9, spare: true }];
	}
	if (!brief.address) return [];
	return [
		{ scene: "Outro", props: name.length <= 40 ? { title: name, ...url } : { title: brief.address }, seconds: 2.6, at: 1e9 },
	];
}

/** Quoted words that are neither the opening nor the end. */
export function quoteDrafts(brief: Findings): Draft[] {
	return brief.quotes.filter((quote) => quote.role === "quote" || quote.role === "plain").flatMap((quote) => oneQuote(quote));
}

function oneQuote(quote: QuotedText): Draft[] {
	if (quote.role === "plain" && quote.text.length <= KINETIC) return textDrafts(quote.text, quote.from);
	const parts = pieces(quote.text, 200);
	return parts.map((part, index) => ({
		scene: "Quote",
		props: {
			quote: part,
			...(quote.author && index === parts.length - 1 ? { author: quote.author } : {}),
			...(quote.authorRole && index === parts.length - 1 ? { role: quote.authorRole } : {}),
		},
		seconds: seconds(part, 1.6),
		at: quote.from + index / 1000,
	}));
}

/** Pictures the prompt names, and one of ours where the topic calls for a view. */
export function pictureDrafts(brief: Findings, knownFiles: readonly string[]): Draft[] {
	const named = brief.files.filter((file) => /\.(?:png|jpe?g|webp|gif|svg)$/i.test(file));
	const files = named.length > 0 ? named : brief.wantsPictures ? knownFiles.slice(0, 4) : [];
	const moves = ["in", "left", "out", "right"] as const;
	const drafts: Draft[] = files.map((file, index) => ({
		scene: "ImagePan",
		props: {
			src: `assets/${knownFiles.find((known) => known.toLowerCase() === file.toLowerCase()) ?? file}`,
			move: moves[(brief.seed + index) % 4] ?? "in",
		},
		seconds: 4,
		at: Math.max(0, brief.prompt.indexOf(file)),
	}));
	if (
		drafts.length === 0 &&
		/\b(?:landscape|mountains?|nature|sunrise|sunset|hik\w+|valley|travel|hills?|outdoors?|natur|montañas?|montagnes?)\b/i.test(
			brief.prompt,
		)
	) {
		drafts.push({
			scene: "ImagePan",
			props: { src: "images/landscape.svg", move: moves[brief.seed % 4] ?? "in" },
			seconds: 4,
			at: 1,
			spare: true,
		});
	}
	return drafts;
}

function described(brief: Findings): string | undefined {
	return brief.subject.description ? capitalised(brief.subject.description) : undefined;
}
