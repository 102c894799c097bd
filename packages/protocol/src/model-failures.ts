import { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/**
 * A call to a model that failed, as it arrived.
 * @example const failure: ProviderFailure = { status: 529, body: "overloaded" }
 */
export interface ProviderFailure {
	/** HTTP status; null when there was no answer. */
	status: number | null;
	/** The provider's own sentence, or what a client made of it; "" when there is none. */
	message: string;
	/** How long the provider asks to wait, in ms. */
	waitMs?: number | undefined;
}

/**
 * What a person reads about a failed call. `retry`: the same request may work in a moment.
 * @example const { code, message, hint } = describeProviderFailure(failure)
 */
export interface FailureWords {
	code: ErrorCode;
	sentence: string;
	hint: string;
	retry: boolean;
}

/**
 * Stands between the sentence and the hint of an error that the model gateway answers.
 * @example `${message}${NEXT_STEP}${hint}`
 */
export const NEXT_STEP = " Next step: ";

interface Reason {
	/** What the provider's sentence says. */
	says: RegExp;
	/** Statuses it comes with; absent: any. */
	statuses?: readonly number[];
	words(failure: ProviderFailure, found: RegExpExecArray): Omit<FailureWords, "retry"> & { retry?: boolean };
}

const AGAIN = "then send the message again.";
const CONSOLE = "in the provider's console, for the account that ANTHROPIC_API_KEY belongs to,";

/** What providers say, most telling first. */
const REASONS: readonly Reason[] = [
	{
		says: /credit balance|insufficient (?:credit|fund|balance|quota)|insufficient_quota|exceeded your current quota|no (?:remaining )?credits?\b|out of credits?|purchase credits|payment required|billing (?:is )?(?:not|in)active|past[- ]due/i,
		words: () => ({
			code: "model_billing",
			sentence: "The account at the model provider has no credit left.",
			hint: `Add credit ${CONSOLE} under “Plans & Billing”, ${AGAIN}`,
		}),
	},
	{
		says: /usage limits?\b|spend(?:ing)? limit|monthly limit|quota (?:is |has been )?(?:exceeded|reached)/i,
		words: ({ message }) => ({
			code: "model_billing",
			sentence: `The account at the model provider has reached its usage limit${accessReturns(message)}.`,
			hint: `Raise the limit ${CONSOLE} or wait until it is reset, ${AGAIN}`,
		}),
	},
	{
		says: /unsupported[_ ](?:country|region)|(?:country|region|territory|location)[^.]{0,40}not (?:supported|available|allowed)|not (?:supported|available|allowed)[^.]{0,30}(?:country|region|territory|location)|request not allowed/i,
		words: () => ({
			code: "model_unavailable",
			sentence: "The model provider does not serve the country or network that the studio runs in.",
			hint: "Run the studio where the provider offers its service, or set ANTHROPIC_BASE_URL to a provider that serves your region.",
		}),
	},
	{
		says: /(?:organization|account|workspace)[^.]{0,40}(?:disabled|suspended|deactivated|banned)/i,
		words: () => ({
			code: "model_auth",
			sentence: "The account at the model provider is disabled.",
			hint: "Ask the provider's support, or set ANTHROPIC_API_KEY to the key of another account and start the studio again.",
		}),
	},
	{
		says: /api[- ]key[^.]{0,40}(?:disabled|revoked|expired|deactivated|deleted)|(?:disabled|revoked|expired) (?:api[- ])?key/i,
		words: () => ({
			code: "model_auth",
			sentence: "The studio's key at the model provider is disabled or has expired.",
			hint: "Make a new key in the provider's console, set ANTHROPIC_API_KEY to it and start the studio again.",
		}),
	},
	{
		says: /api[- ]key[^.]{0,40}not allowed from|ip address[^.]{0,40}not (?:allowed|permitted)/i,
		words: ({ message }) => ({
			code: "model_auth",
			sentence: `The model provider does not take this key from the network that the studio runs in${quoted(message)}.`,
			hint: "Allow the studio's address in the provider's console, or set ANTHROPIC_API_KEY to another key and start the studio again.",
		}),
	},
	{
		says: /access to (?:this|the) model|model (?:id(?:entifier)?|arn)[^.]{0,60}(?:invalid|isn[’']t supported|not supported)|invocation of model id/i,
		words: ({ message }) => ({
			code: "model_unavailable",
			sentence: `The model is not available to this account${quoted(message)}.`,
			hint: "Set STORYDREAM_MODEL to a model of your account, or ask the provider for access, and start the studio again.",
		}),
	},
	{
		says: /(?:daily|monthly) (?:\w+ )?limit|(?:tokens|requests) per (?:day|month)/i,
		statuses: [429],
		words: ({ message, waitMs }) => ({
			code: "model_rate_limited",
			sentence: `The account has used what the model provider allows for this time${quoted(message)}.`,
			hint: waitMs === undefined ? `Raise the limit ${CONSOLE} or wait until it is reset, ${AGAIN}` : waitHint(waitMs),
		}),
	},
	{
		says: /(?:not have|no|without|lacks?) (?:the )?permissions?\b/i,
		statuses: [403],
		words: ({ message }) => ({
			code: "model_auth",
			sentence: `The studio's key may not do this at the model provider${quoted(message)}.`,
			hint: "Give the key that permission in the provider's console, or set ANTHROPIC_API_KEY to another key and start the studio again.",
		}),
	},
	{
		says: /issue with the selected model \(([^)]{1,80})\)|^model: ([\w.:@/-]{1,80})$|model[:_ ]+["'`“]?([\w.:@/-]{2,80})["'`”]?[^.]{0,30}(?:not found|does not exist|not available|not supported|is deprecated|was retired)|model_not_found/i,
		words: (_failure, found) => {
			const name = found[1] ?? found[2] ?? found[3];
			return {
				code: "model_unavailable",
				sentence: `The model ${name ? `“${name}” ` : ""}is not available to this account: it may not exist, be retired, or need access.`,
				hint: "Set STORYDREAM_MODEL to a model of your account, or ask the provider for access, and start the studio again.",
			};
		},
	},
	{
		says: /prompt is too long|context (?:length|window)|maximum context|too many (?:input )?tokens|input is too long|exceed[^.]{0,30}context/i,
		// With a 429 they are too many at a time.
		statuses: [400, 413, 422],
		words: () => ({
			code: "too_large",
			sentence: "The conversation is longer than the model can read at once.",
			hint: "Start a new project from this film, or send a shorter message with fewer pictures.",
		}),
	},
	{
		says: /image[^.]{0,60}(?:exceeds?|too large|larger than|maximum|max allowed)|(?:exceeds?|too large)[^.]{0,40}image|image was too large/i,
		words: ({ message }) => ({
			code: "too_large",
			sentence: `The model provider refused a picture because it is too large${limitOf(message)}.`,
			hint: "Send the picture in a smaller size, such as 2000 pixels on its longer side.",
		}),
	},
	{
		says: /could not (?:process|decode|read) (?:the )?image|image[^.]{0,60}(?:could not be (?:processed|decoded)|does not (?:appear to )?(?:match|be)|invalid|unsupported|corrupt)|(?:invalid|unsupported|corrupt)[^.]{0,20}image|\bmedia_type: input should be/i,
		words: () => ({
			code: "unsupported_media",
			sentence: "The model provider could not read a picture of the message.",
			hint: "Save the picture as PNG or JPEG with an image program and send it again.",
		}),
	},
	{
		says: /content filter|content policy|usage polic|blocked by/i,
		words: ({ message }) => ({
			code: "model_failed",
			sentence: `The model provider blocked the answer${quoted(message)}.`,
			hint: "Word the message differently and send it again.",
		}),
	},
	{
		says: /overloaded|at capacity|too many requests in (?:the )?queue/i,
		words: ({ waitMs }) => ({
			code: "model_rate_limited",
			sentence: `The model provider is overloaded at the moment${againIn(waitMs)}.`,
			hint: waitHint(waitMs),
			retry: true,
		}),
	},
	{
		says: /rate.?limit|too many requests|\b429\b/i,
		words: ({ waitMs }) => ({
			code: "model_rate_limited",
			sentence: `The model provider limits how much this account may ask at a time${againIn(waitMs)}.`,
			hint: waitHint(waitMs),
			retry: true,
		}),
	},
	{
		says: /invalid.{0,12}(?:key|bearer|token)|authenticat|unauthori[sz]ed/i,
		statuses: [400, 401, 403],
		words: () => keyRefused(),
	},
];

/**
 * Says in words why a model provider failed and what a person can do about it. The provider's sentence wins over its status.
 * @example throw new StoryDreamError(words.code, words.message, { hint: words.hint })
 */
export function describeProviderFailure(failure: ProviderFailure): FailureWords {
	const { status } = failure;
	const server = status !== null && status >= 500 && status !== 529;
	for (const reason of server ? [] : REASONS) {
		if (reason.statuses && status !== null && !reason.statuses.includes(status)) continue;
		const found = reason.says.exec(failure.message);
		if (found) return { retry: false, ...reason.words(failure, found) };
	}
	return { retry: false, ...byStatus(failure) };
}

function byStatus(failure: ProviderFailure): Omit<FailureWords, "retry"> & { retry?: boolean } {
	const { status, message, waitMs } = failure;
	if (status === 401 || status === 403) return keyRefused();
	if (status === 402)
		return {
			code: "model_billing",
			sentence: `The model provider asks for a payment${quoted(message)}.`,
			hint: `Look at “Plans & Billing” ${CONSOLE} ${AGAIN}`,
		};
	if (status === 404)
		return {
			code: "model_unavailable",
			sentence: `The model provider does not know what was requested (HTTP 404)${quoted(message)}.`,
			hint: "Check ANTHROPIC_BASE_URL and STORYDREAM_MODEL, and start the studio again.",
		};
	if (status === 407)
		return {
			code: "model_unreachable",
			sentence: "A proxy between the studio and the model provider asks for a sign-in (HTTP 407).",
			hint: "Let the studio through that proxy without one, or set ANTHROPIC_BASE_URL to an address that it reaches.",
		};
	if (status === 408)
		return {
			code: "model_unreachable",
			sentence: "The model provider did not get the whole request in time (HTTP 408).",
			hint: waitHint(waitMs),
			retry: true,
		};
	if (status === 413)
		return {
			code: "too_large",
			sentence: "This is more than the model can take in at once.",
			hint: "Send a shorter message or fewer pictures.",
		};
	if (status === 429 || status === 529 || status === 503) {
		const what = status === 429 ? "is asked too often" : "is overloaded";
		const sentence = `The model provider ${what} at the moment${againIn(waitMs)}.`;
		return { code: "model_rate_limited", sentence, hint: waitHint(waitMs), retry: true };
	}
	if (status !== null && status >= 500)
		return {
			code: "model_failed",
			sentence: `The model provider has a fault of its own (HTTP ${status})${quoted(message)}.`,
			hint: waitHint(waitMs),
			retry: true,
		};
	return {
		code: "model_failed",
		sentence: `The model provider refused the request${status === null ? "" : ` (HTTP ${status})`}${quoted(message)}.`,
		hint: "Change what the provider names and send the message again; the studio's log has more.",
	};
}

function keyRefused() {
	return {
		code: "model_auth" as const,
		sentence: "The model provider refused the key.",
		hint: "Check ANTHROPIC_API_KEY and start the studio again.",
	};
}

/**
 * `in about 2 minutes`: how long to wait, in the words of a person.
 * @example waitInWords(90_000)
 */
export function waitInWords(ms: number): string {
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds < 50) return `in about ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
	const minutes = Math.ceil(seconds / 60 - 0.2);
	if (minutes < 90) return `in about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
	const hours = Math.ceil(minutes / 60 - 0.2);
	return hours < 36 ? `in about ${hours} hours` : `in about ${Math.round(hours / 24)} days`;
}

function againIn(waitMs: number | undefined): string {
	return waitMs === undefined ? "" : `: it can be asked again ${waitInWords(waitMs)}`;
}

function waitHint(waitMs: number | undefined): string {
	if (waitMs === undefined) return "Wait a minute and send the message again.";
	const seconds = Math.ceil(waitMs / 1000);
	const wait = seconds <= 90 ? `Wait ${seconds} seconds: send` : "Send";
	return `${wait} the message again ${waitInWords(waitMs)}.`;
}

/** What asks for a longer wait is no number of seconds. */
const LONGEST_WAIT_MS = 40 * 86_400_000;

/**
 * Milliseconds a `retry-after` header asks to wait: seconds, or a date. Undefined for anything else.
 * @example retryAfterMs("2") // 2000
 */
export function retryAfterMs(header: string | null | undefined, now: number = Date.now()): number | undefined {
	if (!header) return undefined;
	const isDate = /^[a-z]{3},? .*\d{4}/i.test(header.trim());
	const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : isDate ? Date.parse(header) - now : Number.NaN;
	return ms <= LONGEST_WAIT_MS ? Math.max(0, Math.round(ms)) : undefined;
}

const Message = z.string().min(1);
const Bodies = z.union([
	z.object({ error: z.object({ message: Message }) }).transform((body) => body.error.message),
	z.object({ error: Message }).transform((body) => body.error),
	z.object({ message: Message }).transform((body) => body.message),
	z.object({ Message }).transform((body) => body.Message),
	z.object({ errors: z.tuple([z.object({ message: Message })], z.unknown()) }).transform(({ errors }) => errors[0].message),
	z.object({ detail: Message }).transform((body) => body.detail),
]);

/**
 * The sentence in the body of a provider's error; "" for a body that holds none (a page of HTML, nothing at all).
 * @example providerMessage('{"error":{"message":"Overloaded"}}') // "Overloaded"
 */
export function providerMessage(body: string): string {
	try {
		const json: unknown = JSON.parse(body);
		return Bodies.safeParse(Array.isArray(json) ? json[0] : json).data ?? "";
	} catch {
		// Plain text of a proxy is a sentence too; a page of HTML is not.
		const text = body.trim();
		return text.length <= 300 && !text.includes("<") && !text.startsWith("{") ? text : "";
	}
}

const LONGEST_QUOTE = 240;

/**
 * A provider's sentence, fit to be shown: one line, bounded, without keys and without what follows a host in an address.
 * @example cleanQuote(await answer.text())
 */
export function cleanQuote(text: string): string {
	const line = text
		.replace(/\b(https?:\/\/)(?:[^\s/@]*@)?([^\s/?#"')]+)[^\s"')]*/gi, "$1$2")
		.replace(/\b(?:sk|pk|rk|key|token)[-_][A-Za-z0-9_-]{6,}/gi, "[hidden]")
		.replace(/\b(bearer|basic)\s+\S+/gi, "$1 [hidden]")
		.replace(/[A-Za-z0-9+/_-]{32,}={0,2}/g, "[hidden]")
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
		.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/g, " ")
		.replace(/[“”]/g, '"')
		.trim();
	return line.length <= LONGEST_QUOTE ? line.replace(/[.\s]+$/, "") : `${line.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, "")}…`;
}

function quoted(message: string): string {
	const quote = cleanQuote(message);
	return quote === "" ? "" : `: “${quote}”`;
}

/** `: access returns on 2026-12-01 at 00:00 UTC`, where the provider says when. */
function accessReturns(message: string): string {
	const date = /regain access (?:on|at) (\d{4}-\d{2}-\d{2}(?: at \d{2}:\d{2} ?\w{0,4})?)/i.exec(message)?.[1];
	return date ? `: access returns on ${date.trim()}` : "";
}

/** ` (the limit is 5 MB)`, where the provider names one. */
function limitOf(message: string): string {
	const limit = /(\d+(?:\.\d+)? ?(?:MB|megabytes|pixels))/i.exec(message)?.[1];
	return limit ? ` (the limit is ${limit})` : "";
}
