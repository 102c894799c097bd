import type { PreviewError } from "@storydream/protocol";
import { TriangleAlert, Wand2, X } from "lucide-react";
import { useState } from "react";
import { isRunning, useSession, useSessionActions } from "../../session/index.ts";
import { Button, IconButton, plural } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { useEditor, withSceneNames } from "../storyboard/index.ts";
import { timecode } from "../timecode.ts";
import { seek } from "../transport.ts";

const WHAT: Record<PreviewError["kind"], string> = {
	render: "A scene can't be drawn",
	unhandled: "Something in the film went wrong",
	build: "The film's code doesn't build",
	storyboard: "The storyboard isn't valid",
	asset: "A file can't be loaded",
};

/** Over the film, calmly: what went wrong, where, and one button that hands it to the agent. */
export function ErrorPanel() {
	const stage = useStage();
	const own = useStageState((state) => state.filmErrors);
	const fps = useStageState((state) => state.film?.fps ?? 30);
	const reported = useSession((state) => state.previewErrors);
	const running = useSession(isRunning);
	const { send } = useSessionActions();
	const { catalog } = useEditor();
	const [hidden, setHidden] = useState<string | null>(null);

	const errors = own.length > 0 ? own : reported;
	const [first] = errors;
	if (!first || hidden === first.key) return null;
	const { frame } = first;

	const ask = () =>
		send(
			[
				`The preview shows a problem: ${first.message}`,
				first.file && `Where: ${first.file}`,
				first.component && `Component: ${first.component}`,
				"Please find the cause and fix it.",
			]
				.filter(Boolean)
				.join("\n"),
			[],
			{ ...(frame === undefined ? {} : { frame }), ...(first.sceneId ? { sceneId: first.sceneId } : {}) },
		);

	return (
		<div
			role="alert"
			data-testid="preview-error"
			className="absolute right-3 bottom-3 left-3 mx-auto flex max-h-[calc(100%-1.5rem)] max-w-xl animate-rise flex-col overflow-hidden rounded-xl border border-line bg-surface text-left shadow-float"
		>
			<div className="flex items-start gap-3 overflow-auto p-3 pl-4">
				<TriangleAlert size={17} className="mt-0.5 shrink-0 text-danger" aria-hidden />
				<div className="min-w-0 flex-1">
					<p className="font-medium text-ui">
						{WHAT[first.kind]}
						{errors.length > 1 && <span className="text-faint"> and {plural(errors.length - 1, "more problem")}</span>}
					</p>
					<p className="mt-0.5 break-words font-mono text-muted text-xs">{withSceneNames(first.message, catalog)}</p>
					<p className="mt-1 text-faint text-xs">
						{[first.component, first.file].filter(Boolean).join(" · ")}
						{frame !== undefined && (
							<>
								{(first.component || first.file) && " · "}
								<button type="button" className="underline underline-offset-2 hover:text-ink" onClick={() => seek(stage, frame)}>
									at {timecode(frame, fps)}
								</button>
							</>
						)}
					</p>
				</div>
				<IconButton icon={X} label="Hide this problem" onClick={() => setHidden(first.key)} className="-mt-1 -mr-1" />
			</div>
			<div className="flex items-center justify-end gap-3 border-line border-t bg-bg px-3 py-2">
				{running ? (
					<span className="text-muted text-xs">The agent is working; it sees this when it checks its work.</span>
				) : (
					<Button size="small" look="primary" icon={Wand2} onClick={ask} data-testid="ask-fix">
						Ask the agent to fix it
					</Button>
				)}
			</div>
		</div>
	);
}
