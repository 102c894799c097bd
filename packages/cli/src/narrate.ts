import type { StudioMessage } from "@storydream/protocol";

/** One line for a terminal about what happens in a turn, or null for what is not worth a line. */
export function narrate(message: StudioMessage): string | null {
	switch (message.type) {
		case "session:phase":
			return `… ${message.detail}`;
		case "agent:message":
			switch (message.event.type) {
				case "tool:started":
					return `• ${message.event.title}${message.event.detail ? ` (${message.event.detail})` : ""}`;
				case "tool:finished":
					return message.event.ok ? null : `  did not work: ${firstLine(message.event.summary ?? "no reason given")}`;
				case "retrying":
					return `  trying again (${message.event.attempt} of ${message.event.maxAttempts}): ${message.event.reason}`;
				case "notice":
					return `  ${message.event.text}`;
				default:
					return null;
			}
		case "version:created":
			return message.version.pictureUrl ? null : `✓ Version: ${message.version.title}`;
		default:
			return null;
	}
}

/** Text of the agent's answer, piece by piece joined, in the order of its blocks. */
export function createAnswerReader(): { read(message: StudioMessage): void; text(): string } {
	const blocks = new Map<string, string>();
	return {
		read(message) {
			if (message.type !== "agent:message") return;
			const { event } = message;
			if (event.type === "started") blocks.clear();
			if (event.type === "text") blocks.set(event.blockId, (blocks.get(event.blockId) ?? "") + event.text);
			if (event.type === "discard") blocks.delete(event.blockId);
		},
		text: () => [...blocks.values()].join("\n\n").trim(),
	};
}

function firstLine(text: string): string {
	return text.split("\n")[0]?.slice(0, 200) ?? "";
}
