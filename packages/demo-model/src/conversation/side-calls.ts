import { readBrief } from "../reading/brief.ts";
import { titleFrom } from "../reading/subject.ts";
import { type Answer, blocksOf, isText, type MessagesRequest, systemText } from "./messages-api.ts";
import { readTurns, storyboardIn } from "./turns.ts";

/**
 * Answers for the calls an agent's SDK makes beside the conversation: a title for the session, a probe whether the model
 * is there, a summary of a conversation that got too long. Null: this is the conversation itself.
 */
export function sideAnswer(request: MessagesRequest): Answer | null {
	const last = request.messages.filter((message) => message.role === "user").at(-1);
	const said = last
		? blocksOf(last)
				.filter(isText)
				.map((block) => block.text)
				.join("\n")
		: "";
	if (
		/create a detailed summary of (?:the|this) conversation|summary of the (?:entire )?conversation so far|Your task is to create a detailed summary/i.test(
			said,
		)
	) {
		return answer(summaryOf(request));
	}
	const works = request.tools.some((tool) => /(?:^|__)(?:Read|Write|Edit|check_project)$/.test(tool.name));
	if (works) return null;
	const schema = request.output_config?.format?.schema ?? request.output_format?.schema;
	const about = titleFrom(readBrief(said.slice(-2000) || "A film").subject.topic);
	if (schema !== undefined) return answer(JSON.stringify(valueFor(schema, about)));
	const wanted = `${systemText(request)}\n${said}`;
	if (/"title"|isNewTopic/.test(wanted)) return answer(JSON.stringify({ isNewTopic: true, title: about }));
	if (/\btitle\b|\bslug\b|branch name/i.test(wanted)) return answer(about);
	if ((request.max_tokens ?? 1000) <= 10 || /^(?:quota|test|ping|hi)$/i.test(said.trim())) return answer("ok");
	if (readTurns(request.messages).length === 0 || /\b(?:summari[sz]e|classify|describe what)\b/i.test(wanted))
		return answer(about);
	return null;
}

function answer(text: string): Answer {
	return { said: [{ type: "text", text }], stop: "end_turn" };
}

/** Everything the demo model needs to go on: the wishes so far, and the film as it stands. */
function summaryOf(request: MessagesRequest): string {
	const turns = readTurns(request.messages).filter((turn) => !/create a detailed summary/i.test(turn.prompt));
	const wishes = turns.map((turn) => turn.prompt).filter(Boolean);
	const open = turns.at(-1);
	const film = turns
		.flatMap((turn) => turn.calls)
		.map(storyboardIn)
		.filter((found) => found !== null)
		.at(-1);
	return [
		"<analysis>The wishes so far, in order, and the film as it stands.</analysis>",
		"<summary>",
		"I am StoryDream's demo model. What was asked for, oldest first:",
		...wishes.slice(-20).map((wish, index) => `${index + 1}. ${wish.slice(0, 500)}`),
		film
			? `The film now: ${film.storyboard.scenes.map((scene) => `${scene.id} (${scene.scene})`).join(", ")}.`
			: "No film has been written yet.",
		`<last-wish>\n${open?.prompt ?? ""}\n</last-wish>`,
		"</summary>",
	].join("\n");
}

/** The plainest value a JSON Schema allows. */
function valueFor(schema: unknown, text: string): unknown {
	if (typeof schema !== "object" || schema === null) return text;
	const get = (key: string): unknown => Reflect.get(schema, key);
	const choices = get("enum");
	if (Array.isArray(choices)) return choices[0];
	switch (get("type")) {
		case "object": {
			const properties = get("properties");
			if (typeof properties !== "object" || properties === null) return {};
			return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, valueFor(value, text)]));
		}
		case "array":
			return [];
		case "boolean":
			return false;
		case "integer":
		case "number":
			return 0;
		default:
			return text;
	}
}
