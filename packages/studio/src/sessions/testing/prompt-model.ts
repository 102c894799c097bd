import { type ScriptedModel, type ScriptedReply, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";

/** An answer that takes as long as a test needs to do something in the middle of it. */
export const SLOW: ScriptedReply = [{ text: "One two three four five six seven eight nine ten eleven twelve", slowMs: 500 }];

/** One that outlasts what a test does in the middle of it, also on a slow machine: for a test that ends it by force. */
export const ENDLESS: ScriptedReply = [{ text: "and so on ".repeat(200), slowMs: 500 }];

/** What a prompt with such words is answered with. */
const REPLIES: Record<string, ScriptedReply> = {
	"write a note": [{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } }],
	"write another": [{ tool: "Write", input: { file_path: "src/other.ts", content: "export const other = 2;\n" } }],
	"take your time": SLOW,
};

export interface PromptModel extends ScriptedModel {
	/** What a tool's result is answered with; "Done." to begin with. */
	afterTool: ScriptedReply;
}

/**
 * A model that answers by what is in the prompt: with the first reply whose words are, and "Fine." when none are.
 * @param more replies beside the usual ones, or in the place of those with the same words
 */
export async function startPromptModel(more: Record<string, ScriptedReply> = {}): Promise<PromptModel> {
	const script = Object.entries({ ...REPLIES, ...more });
	const model: PromptModel = Object.assign(
		await startScriptedModel((request) => {
			if (request.toolResults.length > 0) return model.afterTool;
			for (const [words, reply] of script) if (request.lastText.includes(words)) return reply;
			return [{ text: "Fine." }];
		}),
		{ afterTool: [{ text: "Done." }] satisfies ScriptedReply },
	);
	return model;
}
