import type { SandboxTokens } from "@storydream/protocol";
import { StoryDreamError } from "@storydream/protocol";
import type Dockerode from "dockerode";

/** How long the engine may take to pass the tokens on. */
const WRITE_MS = 10_000;

/**
 * Starts a container and gives it its tokens on its standard input, which ends with them. They are in no inspection, no
 * environment and no file. Throws when the engine does not take them in time.
 */
export async function startWithTokens(container: Dockerode.Container, tokens: SandboxTokens): Promise<void> {
	// Attached before the start: an input that nobody holds would be at its end at once.
	const input = await container.attach({ stream: true, stdin: true, hijack: true });
	try {
		// What breaks it shows in the write.
		input.on("error", () => undefined);
		await container.start();
		await new Promise<void>((resolve, reject) => {
			const late = new StoryDreamError("sandbox_failed", "The Docker engine did not pass on the sandbox's tokens.");
			const deadline = setTimeout(() => reject(late), WRITE_MS);
			input.end(JSON.stringify(tokens), () => {
				clearTimeout(deadline);
				resolve();
			});
			input.once("error", (error: Error) => {
				clearTimeout(deadline);
				reject(error);
			});
		});
	} catch (error) {
		input.end();
		throw error;
	}
}
