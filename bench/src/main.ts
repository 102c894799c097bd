// `npm run bench`: one file a question, one table. `npm run bench first-event` runs one.
import { type Figure, table } from "./harness/figures.ts";
import { checkpoint } from "./questions/checkpoint.ts";
import { density } from "./questions/density.ts";
import { exportChanges } from "./questions/export-changes.ts";
import { exportSpeed } from "./questions/export-speed.ts";
import { firstEvent } from "./questions/first-event.ts";
import { liveEdit } from "./questions/live-edit.ts";
import { neighbours } from "./questions/neighbours.ts";
import { openProject } from "./questions/open-project.ts";
import { proxyLatency } from "./questions/proxy-latency.ts";
import { records } from "./questions/records.ts";
import { relayDelay } from "./questions/relay-delay.ts";
import { save } from "./questions/save.ts";
import { scenes } from "./questions/scenes.ts";
import { sessionStart } from "./questions/session-start.ts";
import { sockets } from "./questions/sockets.ts";
import { walls } from "./questions/walls.ts";

const questions: Record<string, () => Promise<Figure[]>> = {
	"session-start": sessionStart,
	"first-event": firstEvent,
	"live-edit": liveEdit,
	"relay-delay": relayDelay,
	save,
	checkpoint,
	"open-project": openProject,
	records,
	"proxy-latency": proxyLatency,
	sockets,
	walls,
	density,
	neighbours,
	scenes,
	"export-speed": exportSpeed,
	"export-changes": exportChanges,
};

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, ask] of Object.entries(questions)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.error(`… ${name}`);
	try {
		figures.push(...(await ask()));
	} catch (error) {
		// One question that can't be answered must not cost the others their answers.
		console.error(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
		process.exitCode = 1;
	}
}
console.log(table(figures));
