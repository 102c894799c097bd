import type { Brief, Fact } from "../reading/brief.ts";
import { WORDS } from "../reading/language.ts";
import type { ListFound } from "../reading/lists.ts";
import type { QuotedText } from "../reading/quotes.ts";
import { capitalised, pick, pieces, shortened } from "../reading/spans.ts";
import { titleFrom } from "../reading/subject.ts";

/** A scene before it has an id and a length. */
export interface Draft {
	scene: string;
	props: Record<string, unknown>;
	/** Seconds it takes to read and enjoy. */
	seconds: number;
	/** Position in the prompt: scenes come in the order their words were said. */
	at: number;
	/** Can be left out when the film is short: it shows nothing that was asked for. */
	spare?: boolean;
}

/** Longest text one kinetic scene can carry and still be read. */
const KINETIC = 90;

export function seconds(text: string, base = 1.4): number {
	return base + 0.3 * text.split(/\s+/).filter(Boolean).length;
}

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

/** Any text as moving words, in as many scenes as it needs. */
export function textDrafts(text: string, at: number): Draft[] {
	return pieces(text, KINETIC).map((piece, index) => ({
		scene: "KineticText",
		props: kinetic(piece),
		seconds: seconds(piece),
		at: at + index / 1000,
	}));
}

export function listDrafts(brief: Brief): Draft[] {
	// A list's title that only says again what the film is about is left out.
	const said = `${brief.subject.topic} ${brief.subject.name ?? ""}`.toLowerCase();
	return brief.lists.flatMap((list) =>
		oneList(list.kind !== "chart" && said.includes(list.title.toLowerCase()) ? { ...list, title: "" } : list, brief),
	);
}

function oneList(list: ListFound, brief: Brief): Draft[] {
	switch (list.kind) {
		case "chart":
			return chart(list, brief);
		case "versus":
			return [
				{
					scene: "Comparison",
					props: {
						...(list.title ? { title: list.title } : {}),
						left: capitalisedSide(list.left),
						right: capitalisedSide(list.right),
					},
					seconds: seconds([list.left.title, ...list.left.points, list.right.title, ...list.right.points].join(" "), 2.4),
					at: list.from,
				},
			];
		case "steps":
			return chunks(list.items, 6).map((items, index) =>
				items.length < 2
					? { scene: "KineticText", props: kinetic(shortenedItem(items[0] ?? "")), seconds: 3, at: list.from + index / 1000 }
					: {
							scene: "Steps",
							props: {
								title: /^(?:|steps?|schritte?|pasos?|étapes?|process)$/i.test(list.title)
									? WORDS[brief.language].steps
									: list.title,
								steps: items.map(stepOf),
								layout: "auto",
							},
							seconds: seconds(items.join(" "), 2),
							at: list.from + index / 1000,
						},
			);
		case "points":
			return chunks(list.items, 5).map((items, index) => ({
				scene: "Points",
				props: { ...(list.title ? { title: list.title } : {}), points: items.map((item) => capitalised(shortenedItem(item))) },
				seconds: seconds(items.join(" "), 1.8),
				at: list.from + index / 1000,
			}));
	}
}

/**
 * Bars, because they show every number they stand for. A line shows only its last one: it is drawn when it is asked for,
 * or for more than two rows of bars, and then a list of all values follows.
 */
function chart(list: Extract<ListFound, { kind: "chart" }>, brief: Brief): Draft[] {
	const title = list.title || (list.overTime ? WORDS[brief.language].numbers : WORDS[brief.language].highlights);
	const named = { title, ...(list.unit ? { unit: list.unit } : {}) };
	const points = uniqueLabels(list.points.slice(0, 12));
	if (points.length < 2) return [];
	if (/\b(?:line (?:chart|graph)|line|curve|trend|linien?diagramm|kurve|línea|courbe)\b/i.test(brief.prompt)) {
		const each = Math.ceil(points.length / 6);
		const shown =
			list.unit && !/^[$€£¥]$/.test(list.unit)
				? (value: number) => `${plainNumber(value)}${list.unit.length > 2 ? " " : ""}${list.unit}`
				: (value: number) => `${list.unit}${plainNumber(value)}`;
		const lines = grouped(
			points.map((point) => `${point.label}: ${shown(point.value)}`),
			each,
		);
		return [
			{ scene: "LineChart", props: { ...named, points }, seconds: 3 + points.length * 0.3, at: list.from },
			{ scene: "Points", props: { title, points: lines }, seconds: 2 + points.length * 0.3, at: list.from + 0.5 },
		];
	}
	return chunks(points, 8).flatMap((group, index): Draft[] => {
		const best = group.reduce((top, point) => (point.value > top.value ? point : top), group[0] ?? { label: "", value: 0 });
		return group.length < 2
			? []
			: [
					{
						scene: "BarChart",
						props: { ...named, bars: group, highlight: best.label },
						seconds: 3 + group.length * 0.4,
						at: list.from + index / 1000,
					},
				];
	});
}

function grouped(lines: readonly string[], each: number): string[] {
	return chunks(lines, each).map((group) => group.join(" · "));
}

/** As the scenes write numbers: thousands in groups, decimals as they are. */
function plainNumber(value: number): string {
	return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

function uniqueLabels(points: readonly { label: string; value: number }[]): { label: string; value: number }[] {
	const seen = new Map<string, number>();
	return points.map((point) => {
		const times = (seen.get(point.label) ?? 0) + 1;
		seen.set(point.label, times);
		return times === 1 ? { ...point } : { ...point, label: `${point.label} ${times}` };
	});
}

/** Facts worth a scene of their own, and the rest as points. */
export function factDrafts(brief: Brief): Draft[] {
	const alone = brief.facts.filter((fact) => standsAlone(fact, brief));
	const percents = alone.filter((fact) => fact.suffix === "%" && !fact.start && fact.value >= 0);
	const asChart =
		percents.length >= 3 &&
		percents.length <= 6 &&
		new Set(percents.map((fact) => fact.label)).size === percents.length &&
		pick([true, false], brief.seed, "percents as bars");
	const drafts: Draft[] = [];
	if (asChart) {
		drafts.push({
			scene: "BarChart",
			props: {
				title: WORDS[brief.language].numbers,
				unit: "%",
				bars: percents.map((fact) => ({ label: shortened(capitalised(fact.label), 28), value: fact.value })),
			},
			seconds: 3 + percents.length * 0.6,
			at: percents[0]?.from ?? 0,
		});
	}
	for (const fact of alone) if (!(asChart && percents.includes(fact))) drafts.push(bigNumber(fact, brief));
	return drafts;
}

export function standsAlone(fact: Fact, brief: Brief): boolean {
	return (
		fact.clean &&
		!fact.isYear &&
		fact.label !== "" &&
		fact.label.length <= 60 &&
		(brief.language === "en" || /^\d{1,3}$/.test(fact.digits))
	);
}

function bigNumber(fact: Fact, brief: Brief): Draft {
	const { from, fromAbove } = WORDS[brief.language];
	const text = fact.start ? `${fact.label}, ${fact.value < fact.start.value ? fromAbove : from} ${fact.start.raw}` : fact.label;
	return {
		scene: "BigNumber",
		props: {
			value: fact.value,
			...(fact.prefix ? { prefix: fact.prefix } : {}),
			...(fact.suffix ? { suffix: fact.suffix } : {}),
			...(fact.decimals ? { decimals: fact.decimals } : {}),
			// "of users sleep better" goes on from the number: it keeps its small letter.
			label: /^of\b/i.test(text) ? text : capitalised(text),
			...(fact.start && Number.isFinite(fact.start.value) ? { from: fact.start.value } : {}),
		},
		seconds: seconds(text, 2.2),
		at: fact.from,
	};
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

/** Moving words with the one or two that carry the sentence in the accent colour. */
export function kinetic(text: string): Record<string, unknown> {
	const words = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, ""));
	const strong = [...new Set(words)]
		.filter((word) => word.length >= 5 || /\d/.test(word))
		.sort((a, b) => Number(/\d/.test(b)) - Number(/\d/.test(a)) || b.length - a.length);
	const emphasis = strong.slice(0, words.length > 7 ? 2 : 1);
	return { text, ...(emphasis.length > 0 && words.length > 1 ? { emphasis } : {}) };
}

export function markOf(brief: Brief): string {
	return pick(["spark", "orbit", "wave", "hexagon", "bars"], brief.seed, "mark");
}

function described(brief: Brief): string | undefined {
	return brief.subject.description ? capitalised(brief.subject.description) : undefined;
}

function capitalisedSide(side: { title: string; points: string[] }): { title: string; points: string[] } {
	return { title: capitalised(side.title), points: side.points.slice(0, 4).map(capitalised) };
}

/** "Sign up: it takes a minute" is a step and what it means. */
function stepOf(item: string): { title: string; text?: string } {
	const match = /^(.{2,40}?)(?::\s+|\s+[–—-]\s+)(.+)$/.exec(item);
	if (match?.[1] && match[2]) return { title: capitalised(match[1]), text: capitalised(match[2]) };
	if (item.length > 60) {
		const title = shortened(item, 40);
		return { title: capitalised(title), text: item.slice(title.length).trim() };
	}
	return { title: capitalised(item) };
}

function shortenedItem(item: string): string {
	return item.length > 160 ? shortened(item, 160) : item;
}

export function chunks<T>(list: readonly T[], size: number): T[][] {
	if (list.length === 0) return [];
	const count = Math.ceil(list.length / size);
	const each = Math.ceil(list.length / count);
	return Array.from({ length: count }, (_, index) => list.slice(index * each, (index + 1) * each)).filter(
		(chunk) => chunk.length > 0,
	);
}
