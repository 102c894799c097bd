import { SESSION_PHASES, type SessionPhase } from "@storydream/protocol";
import type { LucideIcon } from "lucide-react";
import { Check, CloudOff, Loader2, MonitorX, Moon, PlugZap, RotateCw, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useSession, useSessionActions } from "../../session/index.ts";
import { Button, cx, useClock } from "../../ui/index.ts";
import { useStageState } from "../stage.tsx";
import type { LinkStatus } from "./preview-link.ts";

/** In the person's words, not the machine's. The last one is the page's own: the frame is there and paints. */
const PHASES: Record<SessionPhase | "painting", string> = {
	queued: "Waiting for a free place",
	starting: "Starting a sandbox",
	loading: "Loading the project",
	installing: "Preparing its dependencies",
	previewing: "Starting the preview",
	painting: "Painting the first frame",
};
/** After this long in one phase the page says that it is slow. */
const SLOW_MS = 15_000;

/** What stands where the film will be: how far its start is, or why it isn't there and what to do. */
export function PreviewPlaceholder({ link, onReload }: { link: LinkStatus | null; onReload(): void }) {
	const session = useSession((state) => state.session);
	const connection = useSession((state) => state.connection);
	const errors = useStageState((state) => state.filmErrors);
	const { restart, reconnect } = useSessionActions();

	if (connection.status === "waiting" && session.status !== "ready") {
		return (
			<Reason icon={CloudOff} title="The studio can't be reached" action="Try now" onAction={reconnect}>
				This page tries again by itself. Check that the studio is still running; nothing you made is lost.
			</Reason>
		);
	}
	if (session.status === "failed") {
		return (
			<Reason icon={PlugZap} title={session.error.message} action="Try again" onAction={restart}>
				{session.error.hint}
			</Reason>
		);
	}
	if (session.status === "ended") {
		const idle = session.code === "idle" || session.code === "ended";
		return session.code === "deleted" ? (
			<Reason icon={MonitorX} title="This project was deleted">
				Go back to the list of projects.
			</Reason>
		) : (
			<Reason
				icon={idle ? Moon : Unplug}
				title={session.reason || (idle ? "The session is resting" : "The sandbox ended unexpectedly")}
				action="Start again"
				onAction={restart}
			>
				{idle
					? "It was put away after a while without work. Starting takes a moment."
					: "All versions are safe. Starting again takes a moment."}
			</Reason>
		);
	}
	if (link?.status === "unreachable") {
		return (
			<Reason icon={CloudOff} title="Your browser can't reach the preview" action="Load it again" onAction={onReload}>
				The preview has an address of its own ending in “preview.localhost”. Some browsers and proxies can't open such names: try
				Chrome or Firefox, or set PREVIEW_DOMAIN.
			</Reason>
		);
	}
	if (link?.status === "silent") {
		const [error] = errors;
		return (
			<Reason
				icon={MonitorX}
				title={error ? "The film can't be shown" : "The preview doesn't answer"}
				action="Load it again"
				onAction={onReload}
			>
				{error
					? error.message
					: "Its page was opened but shows nothing. Loading it again usually helps; if not, ask the agent to check the project."}
			</Reason>
		);
	}
	return <Progress />;
}

/** The film's code would keep the person from going back: it is not shown until they ask for it. */
export function Withheld({ onShow }: { onShow(): void }) {
	return (
		<Reason icon={MonitorX} title="This film's code changes the browser's history" action="Show it again" onAction={onShow}>
			It would have trapped the browser's back button, so the preview was closed. Ask the agent to take that code out of the film.
		</Reason>
	);
}

function Progress() {
	const session = useSession((state) => state.session);
	const now = useClock(true, 200);
	const passed = session.status === "starting" ? session.passed : [];
	const painting = session.status === "ready";
	const current = painting ? "painting" : passed.at(-1)?.phase;
	const seen = new Map(passed.map((one) => [one.phase, one.at]));
	// A wait in line, and dependencies, are shown only when there was one.
	const shown = [
		...SESSION_PHASES.filter((phase) => (phase !== "queued" && phase !== "installing") || seen.has(phase)),
		"painting" as const,
	];
	const at = current ? shown.indexOf(current) : -1;
	const since = passed.at(-1)?.at;
	const slow = since !== undefined && !painting && now - since > SLOW_MS;

	return (
		<div className="absolute inset-0 flex items-center justify-center p-4" data-testid="preview-progress" aria-live="polite">
			<div className="w-64">
				<p className="mb-3 font-medium">{current ? PHASES[current] : "Connecting to the studio"}</p>
				<div className="mb-4 h-0.5 overflow-hidden rounded bg-line">
					<div className="h-full w-1/3 animate-sweep rounded bg-accent" />
				</div>
				<ol className="space-y-1.5 text-ui">
					{shown.map((phase, index) => {
						const begun = phase === "painting" ? undefined : seen.get(phase);
						const next = passed[passed.findIndex((one) => one.phase === phase) + 1]?.at;
						const elapsed = begun === undefined ? null : ((index === at ? now : (next ?? begun)) - begun) / 1000;
						const done = index < at;
						return (
							<li
								key={phase}
								className={cx("flex items-center gap-2", index > at ? "text-faint" : index === at ? "text-ink" : "text-muted")}
							>
								<span className="flex size-4 items-center justify-center">
									{done ? (
										<Check size={13} className="text-good" aria-hidden />
									) : index === at ? (
										<Loader2 size={13} className="animate-spin text-accent" aria-hidden />
									) : (
										<span className="size-1 rounded-full bg-line-strong" />
									)}
								</span>
								<span className="flex-1">{PHASES[phase]}</span>
								{elapsed !== null && elapsed >= 0.05 && (
									<span className="text-faint text-xs tabular-nums">{elapsed.toFixed(1)} s</span>
								)}
							</li>
						);
					})}
				</ol>
				{session.status === "starting" && session.detail && <p className="mt-3 text-muted text-xs">{session.detail}</p>}
				{slow && (
					<p className="mt-3 text-muted text-xs">
						This takes longer than usual. It ends by itself, with a reason, if it can't work.
					</p>
				)}
			</div>
		</div>
	);
}

function Reason({
	icon: Icon,
	title,
	children,
	action,
	onAction,
}: {
	icon: LucideIcon;
	title: string;
	children: ReactNode;
	action?: string;
	onAction?: () => void;
}) {
	return (
		<div
			role="alert"
			data-testid="preview-problem"
			className="absolute inset-0 flex flex-col items-center justify-center bg-bg p-6 text-center"
		>
			<Icon size={24} strokeWidth={1.5} className="mb-3 text-faint" aria-hidden />
			<p className="max-w-md font-medium">{title}</p>
			<p className="mt-1 max-w-md text-muted text-ui">{children}</p>
			{action && (
				<Button className="mt-4" icon={RotateCw} onClick={onAction}>
					{action}
				</Button>
			)}
		</div>
	);
}
