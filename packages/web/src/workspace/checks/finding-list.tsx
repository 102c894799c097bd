import type { CheckFinding } from "@storydream/protocol";
import { Check, MessageSquareText, MonitorPlay, Wrench } from "lucide-react";
import { Button, cx } from "../../ui/index.ts";
import { useEditor, withSceneNames } from "../storyboard/index.ts";
import { isError } from "./check-summary.ts";
import type { useFindings } from "./use-check.ts";

interface Props {
	findings: readonly CheckFinding[];
	actions: ReturnType<typeof useFindings>;
}

/** What a check found, with a picture, and what can be done about each. */
export function FindingList({ findings, actions }: Props) {
	return (
		<ul className="divide-y divide-line rounded-lg border border-line" data-testid="finding-list">
			{findings.map((finding, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: findings of one result have no other name
				<li key={at} data-code={finding.code} className="flex flex-wrap gap-3 p-3 text-ui">
					<Picture finding={finding} />
					<div className="min-w-0 flex-1 basis-56">
						<Words finding={finding} />
						<Actions finding={finding} actions={actions} />
					</div>
				</li>
			))}
		</ul>
	);
}

function Picture({ finding }: { finding: CheckFinding }) {
	if (finding.pictureUrl === null) return null;
	return (
		<img
			src={finding.pictureUrl}
			alt="A frame where it was found"
			loading="lazy"
			className="h-20 w-32 shrink-0 rounded-md bg-sunken object-contain ring-1 ring-line"
		/>
	);
}

function Words({ finding }: { finding: CheckFinding }) {
	const { catalog } = useEditor();
	return (
		<>
			<p className="break-words">
				<span className={cx("mr-1.5 font-medium", isError(finding) ? "text-danger" : "text-muted")}>
					{isError(finding) ? "Fault" : "Hint"}
				</span>
				{withSceneNames(finding.message, catalog)}
			</p>
			<p className="mt-0.5 text-muted text-xs">
				Measured: <bdi>{finding.measured}</bdi> · wanted: <bdi>{finding.wanted}</bdi>
			</p>
		</>
	);
}

function Actions({ finding, actions }: { finding: CheckFinding; actions: Props["actions"] }) {
	const fix = actions.fixState(finding);
	const [frame = null] = finding.frames;
	return (
		<div className="mt-2 flex flex-wrap gap-2">
			{fix === "done" && (
				<span className="inline-flex h-7 items-center gap-1.5 text-good text-xs">
					<Check size={14} aria-hidden />
					Fixed
				</span>
			)}
			{fix === "open" && actions.canEdit && (
				<Button size="small" look="primary" icon={Wrench} onClick={() => actions.applyFix(finding)} data-testid="fix">
					Fix it
				</Button>
			)}
			{fix === "none" && (
				<Button size="small" icon={MessageSquareText} onClick={() => actions.askAgent(finding)} data-testid="fix-by-chat">
					Ask for it in the chat
				</Button>
			)}
			{(frame !== null || finding.sceneId !== null) && (
				<Button size="small" look="quiet" icon={MonitorPlay} onClick={() => actions.showFrame(frame, finding.sceneId)}>
					Show it
				</Button>
			)}
		</div>
	);
}
