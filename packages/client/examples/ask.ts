import { createStudioApi, EMPTY_TURN, foldEvent, sendPrompt } from "@storydream/client";

const [address = "http://localhost:8080", prompt = "A film about bees, 10 seconds"] = process.argv.slice(2);
const studio = createStudioApi(address);

const project = await studio.createProject({ description: prompt });
console.log(`Project “${project.name}” (${project.id})`);

let turn = EMPTY_TURN;
await sendPrompt(address, project.id, prompt, {
	onProgress(message) {
		if (message.type === "agent:message") turn = foldEvent(turn, message.event);
	},
});
for (const item of turn.items) if (item.type === "text") console.log(item.text);

const { storyboard } = await studio.getStoryboard(project.id);
console.log(`${storyboard?.scenes.length ?? 0} scenes at ${address}/projects/${project.id}`);
