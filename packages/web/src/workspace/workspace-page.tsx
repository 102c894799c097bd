import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Clapperboard, LayoutGrid, MessageSquareText, MonitorPlay } from "lucide-react";
import { projectQuery } from "../api/index.ts";
import { Panel, PanelBoundary } from "../errors/index.ts";
import { isRunning, SessionProvider, useSession } from "../session/index.ts";
import { buttonLook, cx, Failure, useMedia, useTitle } from "../ui/index.ts";
import { ConnectionBanner, IdleBanner, SessionNotes, SessionNotices, Troubles } from "./banners.tsx";
import { ChatPanel } from "./chat/index.ts";
import { EditPanel } from "./edit/index.ts";
import { WorkspaceHeader } from "./header.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { PreviewPanel } from "./preview/index.ts";
import { SidePanel } from "./side-panel.tsx";
import { type MobileTab, StageProvider, useStage, useStageState } from "./stage.tsx";
import { EditorProvider } from "./storyboard/index.ts";
import { Timeline } from "./timeline/index.ts";
import { useKeys } from "./use-keys.ts";
import { useUrlState } from "./use-url-state.ts";

/** One project: chat, film, timeline, panels. */
export function WorkspacePage({ projectId }: { projectId: string }) {
	return (
		<SessionProvider key={projectId} projectId={projectId}>
			<StageProvider projectId={projectId}>
				<EditorProvider>
					<Workspace projectId={projectId} />
				</EditorProvider>
			</StageProvider>
		</SessionProvider>
	);
}

function Workspace({ projectId }: { projectId: string }) {
	useUrlState();
	const project = useQuery(projectQuery(projectId));
	const wide = useMedia("(min-width: 1024px)");
	const running = useSession(isRunning);
	useTitle(`${running ? "● " : ""}${project.data?.name ?? "Project"} – StoryDream`);

	if (project.error && !project.data) {
		return (
			<main className="flex h-full flex-col items-center justify-center">
				<Failure error={project.error} onRetry={() => void project.refetch()} className="pb-0" />
				<Link to="/" className={cx(buttonLook({ look: "quiet" }), "mt-2")}>
					All projects
				</Link>
			</main>
		);
	}
	return (
		<div className="flex h-full flex-col overflow-hidden">
			<WorkspaceHeader project={project.data} />
			<ConnectionBanner />
			<IdleBanner />
			<SessionNotices />
			<Troubles />
			<Panels wide={wide} />
			<HelpDialog />
		</div>
	);
}

const MOBILE: { tab: MobileTab; label: string; icon: typeof LayoutGrid }[] = [
	{ tab: "chat", label: "Chat", icon: MessageSquareText },
	{ tab: "preview", label: "Preview", icon: MonitorPlay },
	{ tab: "timeline", label: "Timeline", icon: Clapperboard },
	{ tab: "more", label: "More", icon: LayoutGrid },
];

/**
 * One tree for both widths, so that the preview frame is never taken down by a turned phone: on a narrow screen the tab
 * decides what of it is shown.
 */
function Panels({ wide }: { wide: boolean }) {
	const stage = useStage();
	const keys = useKeys();
	const tab = useStageState((state) => state.mobile);
	const running = useSession(isRunning);
	const shown = (...tabs: MobileTab[]) => (wide || tabs.includes(tab) ? "" : "hidden");
	const withFilm = tab === "preview" || tab === "timeline";

	return (
		<>
			<main className="flex min-h-0 flex-1">
				<div
					className={cx(
						"flex min-h-0 w-full shrink-0 flex-col border-line bg-surface [contain:inline-size] lg:w-[320px] lg:border-r xl:w-[350px] 2xl:w-[400px]",
						shown("chat"),
					)}
				>
					<SessionNotes />
					<PanelBoundary name="Chat">
						<ChatPanel />
					</PanelBoundary>
				</div>
				<div className={cx("flex min-h-0 min-w-0 flex-1 flex-col [contain:inline-size]", !wide && !withFilm && "hidden")}>
					<div className={cx("flex min-h-0 flex-col", wide || tab === "preview" ? "flex-1" : "h-[38%] shrink-0")}>
						<PanelBoundary name="Preview">
							<PreviewPanel onShortcut={keys} />
						</PanelBoundary>
					</div>
					<section aria-label="Timeline" className={cx("shrink-0 border-line border-t bg-surface", shown("timeline"))}>
						<Panel name="Timeline">
							<Timeline />
						</Panel>
					</section>
					{!wide && (
						<section
							aria-label="Edit"
							className={cx("min-h-0 flex-1 overflow-y-auto border-line border-t bg-surface", shown("timeline"))}
						>
							<Panel name="Edit">
								<EditPanel />
							</Panel>
						</section>
					)}
				</div>
				<aside
					aria-label="Panels"
					className={cx(
						"flex min-h-0 w-full shrink-0 border-line bg-surface [contain:inline-size] lg:w-[290px] lg:border-l xl:w-[320px] 2xl:w-[360px]",
						shown("more"),
					)}
				>
					<SidePanel without={wide ? [] : ["edit"]} />
				</aside>
			</main>
			{!wide && (
				<nav
					aria-label="Panels"
					className="grid shrink-0 grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]"
				>
					{MOBILE.map(({ tab: one, label, icon: Icon }) => (
						<button
							key={one}
							type="button"
							data-testid={`mobile-${one}`}
							aria-current={tab === one ? "page" : undefined}
							onClick={() => stage.store.set({ mobile: one })}
							className={cx(
								"relative flex h-14 flex-col items-center justify-center gap-0.5 text-2xs outline-offset-[-3px]",
								tab === one ? "font-medium text-accent" : "text-muted",
							)}
						>
							<Icon size={19} strokeWidth={1.75} aria-hidden />
							{label}
							{one === "chat" && running && tab !== "chat" && (
								<span className="absolute top-2.5 left-1/2 ml-2.5 size-2 animate-breathe rounded-full bg-accent">
									<span className="sr-only">The agent is working</span>
								</span>
							)}
						</button>
					))}
				</nav>
			)}
		</>
	);
}
