import type { Me } from "@storydream/protocol";

/** Who uses the fake studio, and what it says of itself. */
export const ME: Me = {
	userId: "anonymous",
	name: "You",
	protocolVersion: 1,
	model:
		process.env.DEMO === "0"
			? { demo: false, name: "claude", hint: null }
			: { demo: true, name: "demo model", hint: "Set ANTHROPIC_API_KEY and start the studio again." },
	restricted: process.env.RESTRICTED
		? "The command sandbox (bubblewrap) can't start here: the agent edits files but runs no commands. Install bubblewrap and ripgrep."
		: null,
	limits: { promptBytes: 100_000, attachmentBytes: 10_000_000, assetBytes: 500_000_000 },
};
