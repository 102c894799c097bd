import { ErrorCode, StoryDreamError } from "@storydream/protocol";

/** What is known of a call to the model that failed for good. */
export interface ModelFailure {
	/** HTTP status of the last answer; null when there was none. */
	status: number | null;
	/** The provider's or the SDK's own words: logged, and looked at for hints; never shown as they are. */
	text: string;
}

const SENTENCES: Partial<Record<ErrorCode, string>> = {
	model_auth: "The model provider refused the key.",
	model_rate_limited: "The model provider is asked too often at the moment.",
	model_unreachable: "The model does not answer.",
	budget_exceeded: "This project has spent its budget.",
	too_large: "This is more than the model can take in at once.",
};

/** The typed error a person sees for a failed call. What was written before it failed is kept, and the sentence says so. */
export function modelError(failure: ModelFailure): StoryDreamError {
	const code = codeOf(failure);
	const sentence =
		SENTENCES[code] ??
		(failure.status === null ? "The model's answer broke off." : `The model provider failed (${failure.status}).`);
	const hint = code === "too_large" ? "Send a shorter message or fewer pictures." : undefined;
	return new StoryDreamError(code, `${sentence} What was done so far is kept.`, {
		...(hint ? { hint } : {}),
		cause: failure.text,
	});
}

/** The model gateway ends each of its sentences with a code of ours, which says more than a status. */
const NAMED = /\[(model_[a-z_]+|budget_exceeded|too_large)\]/;

function codeOf({ status, text }: ModelFailure): ErrorCode {
	const named = ErrorCode.safeParse(NAMED.exec(text)?.[1]);
	if (named.success) return named.data;
	if (status === 401 || status === 403) return "model_auth";
	if (status === 402) return "budget_exceeded";
	if (status === 413) return "too_large";
	if (status === 429 || status === 529) return "model_rate_limited";
	if (status !== null && status >= 400) return "model_failed";
	if (/budget/i.test(text)) return "budget_exceeded";
	if (/invalid.*key|authenticat|unauthori[sz]ed|\b401\b/i.test(text)) return "model_auth";
	if (/rate.?limit|overloaded|\b429\b/i.test(text)) return "model_rate_limited";
	if (/prompt is too long|request too large/i.test(text)) return "too_large";
	if (/connect|network|socket|time[d ]*out|ECONN|ENOTFOUND|EAI_AGAIN|fetch failed|unreachable|terminated|stream/i.test(text))
		return "model_unreachable";
	return "model_failed";
}

/** For a provider that gives no sign of life. */
export function silentModel(seconds: number): StoryDreamError {
	return new StoryDreamError(
		"model_unreachable",
		`The model has not answered for ${seconds} seconds. What was done so far is kept.`,
	);
}

/** For a provider that asks to wait longer than a person would. */
export function slowModel(status: number | null, waitMs: number): StoryDreamError {
	const failure = modelError({ status, text: status === null ? "connection" : "" });
	const hint = `Wait ${Math.ceil(waitMs / 1000)} seconds and send the message again.`;
	return new StoryDreamError(failure.code, failure.message, failure.code === "model_rate_limited" ? { hint } : {});
}
