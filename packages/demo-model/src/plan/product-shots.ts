import type { BlockOf } from "../reading/blocks.ts";
import type { Brief } from "../reading/brief.ts";
import { capitalised } from "../reading/spans.ts";
import { chunks } from "./drafts.ts";
import { type Scenery, type Shot, shot, textShots } from "./shots.ts";

/** Words for what runs on a phone, and for what is seen in a browser. */
const PHONE =
	/(?<![\p{L}])(?:apps?|mobile app|ios|iphone|android|app store|google play|smartphone|handy-app|aplicación(?: móvil)?|aplicativo|applicazione|aplikacj\p{L}*|uygulama\p{L}*)(?![\p{L}])|アプリ|应用|앱|تطبيق|אפליקציי?ה|ऐप/iu;
const BROWSER =
	/(?<![\p{L}])(?:website|web ?site|web ?app|homepage|landing page|dashboard|saas|browser|online ?shop|platform|webseite|plattform|site web|sitio web|plataforma|piattaforma|sito(?: web)?|strona internetowa|web sitesi)(?![\p{L}])|ウェブサイト|网站|웹사이트|موقع|אתר|वेबसाइट/iu;
const LINES = { least: 2, most: 6, length: 42 };

/** The screen on which a brief's product is used; null: none that its words name. */
function deviceOf({ plain }: Brief): "phone" | "browser" | null {
	if (PHONE.test(plain)) return "phone";
	return BROWSER.test(plain) ? "browser" : null;
}

/** What an app can do, on a phone; what a page has, in a browser. Null: the brief is about neither. */
export function deviceShots({ title, items, text }: BlockOf<"list">, { brief, name }: Scenery): Shot[] | null {
	const device = deviceOf(brief);
	const fits = items.length >= LINES.least && items.length <= LINES.most && items.every((item) => item.length <= LINES.length);
	if (device === null || !fits) return null;
	const lines = items.map(capitalised);
	if (device === "phone") {
		// The words beside the phone: what the lines are, else whose they are.
		const heading = title ? capitalised(title) : name;
		return [shot("PhoneFrame", { title: heading, screens: [{ lines }] }, text, 2.4)];
	}
	const [first = "", ...others] = lines;
	const page = title ? { heading: capitalised(title), lines } : { heading: first, lines: others };
	return [{ ...shot("BrowserFrame", page, text, 2.4), props: { url: "", ...page } }];
}

/** Longest message of a bubble. */
const MESSAGE = 200;
const MOST_MESSAGES = 8;

export function dialogueShots({ title, messages, lines }: BlockOf<"dialogue">): Shot[] {
	if (messages.some(({ text }) => text.length > MESSAGE)) return lines.flatMap((line) => textShots(line));
	return chunks(messages, MOST_MESSAGES).map((group, index) =>
		shot(
			"ChatBubbles",
			{ title: index === 0 ? title : null, messages: group },
			group.map(({ from, text }) => `${from} ${text}`).join(" "),
			2,
		),
	);
}

/** Longest code of one window, and most commands of a terminal. */
const CODE = 1000;
const MOST_COMMANDS = 6;

export function codeShots({ code }: BlockOf<"code">): Shot[] {
	return code.length > CODE ? textShots(code) : [shot("CodeWindow", { code }, code, 2.2)];
}

export function commandShots({ commands, text }: BlockOf<"commands">): Shot[] {
	return chunks(commands, MOST_COMMANDS).map((group) =>
		shot("Terminal", { commands: group.map((command) => ({ command })) }, text, 2.2),
	);
}

export function chapterShots({ title, text }: BlockOf<"chapter">): Shot[] {
	return title.length <= 80 ? [shot("ChapterMark", { title: capitalised(title) }, text, 1.4)] : textShots(text);
}
