import type { Brief } from "../reading/brief.ts";
import { WORDS } from "../reading/language.ts";
import type { QuotedText } from "../reading/quotes.ts";
import { capitalised, pick, pieces, shortened } from "../reading/spans.ts";
import { titleFrom } from "../reading/subject.ts";
import { chunks, type Draft, KINETIC, kinetic, markOf, seconds, textDrafts } from "./drafts.ts";
import { standsAlone } from "./list-drafts.ts";

/** The film's opening: a title, big moving words, or the name drawn as a logo. */
export function openingOf(brief: Brief): Draft[] {
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

/** The film's end: what to do next, or a thank-you. */
export function closingOf(brief: Brief): Draft[] {
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
	const title =
		brief.subject.name || (brief.address && name.length <= 40)
			? name
			: brief.address
				? WORDS[brief.language].more
				: WORDS[brief.language].thanks;
	return [{ scene: "Outro", props: { title, ...url }, seconds: 2.6, at: 1e9, spare: !brief.address }];
}

/** Quoted words that are neither the opening nor the end. */
export function quoteDrafts(brief: Brief): Draft[] {
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

/** Sentences that say something: a run of short ones becomes points, a long one moves on its own. */
export function statementDrafts(brief: Brief, drafts: readonly Draft[]): Draft[] {
	const numbersShown = drafts
		.filter((draft) => draft.scene === "BigNumber")
		.map((draft) => String(draft.props.label).toLowerCase());
	const left = brief.statements.filter((statement) => {
		const text = statement.text.toLowerCase();
		const topic = brief.subject.topic.toLowerCase();
		if (text.replace(/[.!?]$/, "").endsWith(topic) && text.length < topic.length + 6) return false;
		const description = brief.subject.description?.toLowerCase();
		if (
			description &&
			text.startsWith(topic) &&
			text.includes(description) &&
			text.length < topic.length + description.length + 6
		)
			return false;
		return !numbersShown.some((label) => text.includes(label.split(",")[0] ?? label)) || text.length > 90;
	});
	if (
		left.length >= 3 &&
		left.length <= 12 &&
		left.every((statement) => statement.text.length <= 70) &&
		pick([true, false], brief.seed, "statements as points")
	) {
		return chunks(left, 4).map((group) => ({
			scene: "Points",
			props: { points: group.map((statement) => statement.text.replace(/\.$/, "")) },
			seconds: seconds(group.map((statement) => statement.text).join(" "), 1.8),
			at: group[0]?.from ?? 0,
		}));
	}
	return left.flatMap((statement) =>
		textDrafts(withoutTopic(statement.text, brief), statement.from).map((draft) => ({ ...draft, spare: left.length > 8 })),
	);
}

/** "Invitation for Mia & Jonas, 3 pm" under the title "Invitation for Mia & Jonas" only has to say "3 pm". */
function withoutTopic(text: string, brief: Brief): string {
	if (!text.toLowerCase().startsWith(brief.subject.topic.toLowerCase())) return text;
	const rest = text.slice(brief.subject.topic.length).replace(/^[\s,;:–—-]+/, "");
	return rest.split(" ").length >= 3 ? capitalised(rest) : text;
}

/** Pictures the prompt names, and one of ours where the topic calls for a view. */
export function pictureDrafts(brief: Brief, knownFiles: readonly string[]): Draft[] {
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

/** More scenes for a film that is longer than what was said: they only say again, larger, what the prompt says. */
export function fillers(brief: Brief): Draft[] {
	const { subject, language, seed } = brief;
	const name = subject.name ?? titleFrom(subject.topic);
	const found: Draft[] = [];
	if (subject.description)
		found.push({
			scene: "KineticText",
			props: kinetic(capitalised(subject.description)),
			seconds: seconds(subject.description),
			at: -5,
			spare: true,
		});
	if (subject.name)
		found.push({
			scene: "KineticText",
			props: kinetic(`${WORDS[language].meet} ${shortened(name, 60)}`),
			seconds: 2.6,
			at: -6,
			spare: true,
		});
	if (brief.address)
		found.push({
			scene: "BrowserFrame",
			props: { url: brief.address, heading: shortened(name, 60), lines: [], device: pick(["browser", "phone"], seed, "device") },
			seconds: 4,
			at: 5e8,
			spare: true,
		});
	const labels = brief.facts.filter((fact) => standsAlone(fact, brief)).map((fact) => `${fact.raw} ${fact.label}`);
	if (labels.length >= 2)
		found.push({
			scene: "Points",
			props: { title: WORDS[language].highlights, points: labels.slice(0, 5) },
			seconds: 4.5,
			at: 6e8,
			spare: true,
		});
	if (subject.name && name.length <= 30)
		found.push({ scene: "Logo", props: { name, mark: markOf(brief) }, seconds: 3, at: 7e8, spare: true });
	// A view of ours for long films about nothing that has a face of its own.
	if (brief.lists.length === 0 && brief.facts.length === 0)
		found.push({
			scene: "ImagePan",
			props: { src: "images/landscape.svg", move: pick(["in", "out", "left", "right"], seed, "filler pan") },
			seconds: 4,
			at: 4e8,
			spare: true,
		});
	return found;
}

function described(brief: Brief): string | undefined {
	return brief.subject.description ? capitalised(brief.subject.description) : undefined;
}
