import type { FilmCheck, FilmCheckState } from "@storydream/protocol";
import { RotateCw, Wrench } from "lucide-react";
import { ago, Button, Dialog, plural, Spinner } from "../../ui/index.ts";
import { AskedList } from "./asked-list.tsx";
import { isError, summarizeCheck } from "./check-summary.ts";
import { FindingList } from "./finding-list.tsx";
import { useCheck, useFindings } from "./use-check.ts";

/** What was asked and is shown, what was found, and what could not be looked at. */
export function CheckDialog({ state, onClose }: { state: FilmCheckState; onClose(): void }) {
	const { run, isStarting } = useCheck();
	const { result, problem } = state;
	const busy = isStarting || state.state === "running";
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()} title="Film check" wide>
			<div className="space-y-5" data-testid="check-dialog">
				<div className="flex flex-wrap items-center justify-between gap-3">
					<p className="min-w-0 flex-1 basis-60" data-testid="check-summary">
						{summarizeCheck(state).label}.{" "}
						{result && (
							<span className="text-muted">{`${plural(result.frames, "frame")} looked at, ${ago(result.checkedAt)}.`}</span>
						)}
					</p>
					<Button icon={RotateCw} busy={busy} onClick={run} data-testid="check-run">
						{result ? "Check again" : "Check the film"}
					</Button>
				</div>
				{state.state === "failed" && problem && (
					<p role="alert" className="rounded-lg border border-danger/30 bg-danger-soft px-3 py-2 text-ui">
						{problem.message} {problem.hint}
					</p>
				)}
				{result ? <Result result={result} onClose={onClose} /> : <Nothing busy={busy} />}
			</div>
		</Dialog>
	);
}

function Nothing({ busy }: { busy: boolean }) {
	if (busy) return <Spinner label="Checking the film" />;
	return (
		<p className="text-muted text-ui">
			A check draws frames of every scene. It finds out whether everything you requested is shown, and whether all of it can be
			read.
		</p>
	);
}

function Result({ result, onClose }: { result: FilmCheck; onClose(): void }) {
	const findings = useFindings(onClose);
	const mendable = result.findings.filter((each) => findings.fixState(each) === "open");
	return (
		<>
			{result.asked.items.length > 0 && (
				<Section title={`Asked for: ${result.asked.shown} of ${result.asked.total} shown`}>
					<AskedList items={result.asked.items} onShow={findings.showFrame} />
				</Section>
			)}
			{result.findings.length > 0 && (
				<Section title={titleOf(result)}>
					{findings.canEdit && mendable.length > 1 && (
						<Button icon={Wrench} size="small" onClick={() => findings.applyFixes(mendable)} data-testid="fix-all">
							Fix all {mendable.length}
						</Button>
					)}
					<FindingList findings={result.findings} actions={findings} />
				</Section>
			)}
			{result.notChecked.length > 0 && (
				<Section title="Not checked">
					<ul className="list-disc space-y-1 pl-5 text-muted text-ui">
						{[...new Set(result.notChecked.map(({ reason }) => reason))].map((reason) => (
							<li key={reason}>{reason}</li>
						))}
					</ul>
				</Section>
			)}
		</>
	);
}

function titleOf({ findings }: FilmCheck): string {
	const errors = findings.filter(isError).length;
	const hints = findings.length - errors;
	return [errors > 0 && `${errors} to look at`, hints > 0 && plural(hints, "hint")].filter(Boolean).join(", ");
}

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
	<section className="space-y-2">
		<h3 className="font-medium">{title}</h3>
		{children}
	</section>
);
