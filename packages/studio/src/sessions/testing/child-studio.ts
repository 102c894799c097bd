import { createFollower, openStudio } from "./studio-harness.ts";

/**
 * A studio in a process of its own, to be killed: opens the projects named in the arguments, sends the first of them a
 * message if there is one, and prints each message of a follower as a line of JSON.
 *
 *     node child-studio.ts <dataDir> <gatewayUrl> <sandboxMain> <projectId>[,<projectId>]... [messageId] [content]
 */
const [dataDir = "", gatewayUrl = "", sandboxMain = "", projectIds = "", messageId, content] = process.argv.slice(2);
const studio = await openStudio(dataDir, gatewayUrl, { sandboxMain });
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const [projectId = "", ...others] = projectIds.split(",");
const followed = [projectId, ...others].map((id) => {
	const follower = createFollower();
	const keep = follower.send;
	follower.send = (message) => {
		keep(message);
		say(message);
	};
	return studio.sessions.follow(id, follower);
});
await Promise.all(followed);
if (messageId !== undefined && content !== undefined) {
	await studio.sessions.sendMessage(projectId, { id: messageId, content });
	say({ type: "sent" });
}
