import { describeProviderFailure, ErrorCode, StoryDreamError } from "@storydream/protocol";

/** What is known of a call to the model that failed for good. */
export interface ModelFailure {
	/** HTTP status of the last answer; null when there was none. */
	status: number | null;
	/** The provider's, the gateway's or the SDK's own words: looked at for the reason, and quoted when none is known. */
	text: string;
}

const KEPT = "What was done so far is kept.";

/** The typed error a person sees for a failed call. What was written before it failed is kept, and the sentence says so. */
export function modelError(failure: ModelFailure): StoryDreamError {
	const { code, sentence, hint } = wordsOf(failure);
	return new StoryDreamError(code, `${sentence} ${KEPT}`, { ...(hint === undefined ? {} : { hint }), cause: failure.text });
}

/** Why a call failed, in one sentence, for somebody who waits for the next try. */
export function failureSentence(failure: ModelFailure): string {
	return wordsOf(failure).sentence;
}

/** What the SDK writes before the words of an answer. */
const SDK_PREFIX = /^(?:Failed to authenticate\. )?(?:API Error: ?)?(?:Request rejected \(\d+\) · |\d{3} )?/;
/** The model gateway ends each of its sentences with a code of ours, which says more than a status. */
const NAMED = /^(.*?)(?: Next step: (.*?))? \[(model_[a-z_]+|budget_exceeded|too_large|unsupported_media)\]/s;
/** The SDK, or the network, without an answer of the provider. */
const NO_ANSWER =
	/connect|network|socket|time[d ]*out|ECONN|ENOTFOUND|EAI_AGAIN|fetch failed|unreachable|terminated|stream|without receiving|empty|malformed|unexpected end|JSON/i;

interface Words {
	code: ErrorCode;
	sentence: string;
	hint?: string | undefined;
}

function wordsOf(failure: ModelFailure): Words {
	const text = failure.text.replace(SDK_PREFIX, "");
	const named = NAMED.exec(text);
	const code = ErrorCode.safeParse(named?.[3]);
	if (named && code.success) return { code: code.data, sentence: bounded(named[1]) || "The model failed.", hint: named[2] };
	if (failure.status === 402 && (text === "" || /budget/i.test(text))) return spentBudget();
	if (failure.status === null) {
		if (/budget/i.test(text)) return spentBudget();
		if (NO_ANSWER.test(text)) return { code: "model_unreachable", sentence: "The model does not answer." };
		const { code: known, sentence, hint } = describeProviderFailure({ status: null, message: text });
		return known === "model_failed"
			? { code: known, sentence: "The model's answer broke off." }
			: { code: known, sentence, hint };
	}
	return describeProviderFailure({ status: failure.status, message: text });
}

function spentBudget(): Words {
	return { code: "budget_exceeded", sentence: "This project has spent its budget." };
}

function bounded(sentence: string | undefined): string {
	const text = (sentence ?? "").trim().slice(0, 600);
	return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/**
 * Whether a turn that failed may work when the conversation simply goes on. The SDK tries a refused request again by
 * itself, but gives up at once at a stream that is empty, broken or ends in an error.
 */
export function mayBeContinued({ status, text }: ModelFailure): boolean {
	const { code } = wordsOf({ status, text });
	if (/Repeated \d+/.test(text)) return false;
	const inStream = status === null || status === 529 || (status >= 500 && /overloaded/i.test(text));
	return inStream && (code === "model_unreachable" || code === "model_rate_limited" || code === "model_failed");
}

/** For a provider that gives no sign of life. */
export function silentModel(seconds: number): StoryDreamError {
	return new StoryDreamError("model_unreachable", `The model has not answered for ${seconds} seconds. ${KEPT}`);
}

/** For a provider that asks to wait longer than a person would. */
export function slowModel(status: number | null, waitMs: number): StoryDreamError {
	if (status === null) return new StoryDreamError("model_unreachable", `The model does not answer. ${KEPT}`);
	const { code, sentence, hint } = describeProviderFailure({ status, message: "", waitMs });
	return new StoryDreamError(code, `${sentence} ${KEPT}`, {
		hint,
	});
}
