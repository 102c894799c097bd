import { createFollower, openStudio } from "./studio-harness.ts";

/**
 * A studio in a process of its own, to be killed: opens the project named in the arguments (or makes one), sends a
 * message if there is one, and prints each thing a follower is told as a line of JSON.
 *
 *     node child-studio.ts <dataDir> <gatewayUrl> <sandboxMain> [projectId] [messageId] [content]
 */
const [dataDir = "", gatewayUrl = "", sandboxMain = "", projectId = "", messageId, content] = process.argv.slice(2);
const studio = await openStudio(dataDir, gatewayUrl, { sandboxMain });
const follower = createFollower();
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const keep = follower.send;
follower.send = (message) => {
	keep(message);
	say(message);
};
await studio.sessions.follow(projectId, follower);
if (messageId !== undefined && content !== undefined) {
	await studio.sessions.sendMessage(projectId, { id: messageId, content });
	say({ type: "sent" });
}
