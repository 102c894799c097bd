import { randomUUID } from "node:crypto";
import { type Export, type ExportSettings, exportSize, filmDurationInFrames } from "@storydream/protocol";
import { type DevState, now, publish } from "./state.ts";

/** An export that renders nothing: 24 frames every half second until all are done. */
export function startExport(state: DevState, settings: ExportSettings): Export {
	const total = settings.range ? settings.range.to - settings.range.from + 1 : filmDurationInFrames(state.storyboard);
	const id = randomUUID().slice(0, 12);
	const { width, height } = exportSize(state.storyboard, settings);
	const item: Export = {
		id,
		projectId: state.project.id,
		commitSha: state.project.currentCommitSha,
		settings,
		state: "preparing",
		framesDone: 0,
		framesTotal: 0,
		framesReused: 0,
		speed: null,
		secondsLeft: null,
		bytes: null,
		width,
		height,
		fileUrl: null,
		fileName: `${state.project.name.toLowerCase().replace(/\W+/g, "-")}.${settings.codec}`,
		createdAt: now(),
		endedAt: null,
		error: null,
		warnings: [],
	};
	state.exports.unshift(item);
	const timer = setInterval(() => {
		if (item.state === "cancelled") return clearInterval(timer);
		item.state = "rendering";
		item.framesTotal = total;
		item.framesDone = Math.min(total, item.framesDone + 24);
		item.speed = 48;
		item.secondsLeft = (total - item.framesDone) / 48;
		if (item.framesDone === total) {
			clearInterval(timer);
			Object.assign(item, { state: "done", bytes: 4_200_000, fileUrl: `/api/exports/${id}/file`, endedAt: now() });
		}
		publish(state, { type: "export:progress", export: { ...item } });
	}, 500);
	return item;
}
