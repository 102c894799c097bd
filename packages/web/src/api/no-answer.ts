import { StoryDreamError } from "@storydream/protocol";

/** The studio gave no answer at all: the network, or the studio, is not there. */
export class NoAnswerError extends StoryDreamError {}

export function noAnswer(cause: unknown, late: boolean): NoAnswerError {
	return new NoAnswerError("internal", late ? "The studio did not answer in time." : "The studio can't be reached.", {
		hint: "Check that it is still running, then try again. Nothing you made is lost.",
		cause,
	});
}
