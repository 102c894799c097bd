import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { projectQuery } from "../../api/index.ts";
import { useSession } from "../../session/index.ts";
import { cx, useSize } from "../../ui/index.ts";
import type { FrameAction } from "../shortcuts.ts";
import { useStage, useStageState } from "../stage.tsx";
import { leaveVersion } from "../transport.ts";
import { ErrorPanel } from "./error-panel.tsx";
import { useFocusStaysHere } from "./frame-focus.ts";
import { watchFrameHistory } from "./frame-history.ts";
import { InspectBar } from "./inspect-bar.tsx";
import { LookingBar } from "./looking-bar.tsx";
import { PlayInvitation, useUnplayed } from "./play-invitation.tsx";
import { usePreviewLink } from "./preview-link.ts";
import { PreviewPlaceholder, Withheld } from "./preview-placeholder.tsx";
import { StillPicture } from "./still-picture.tsx";
import { TransportBar } from "./transport-bar.tsx";

/** A frame whose page never arrives is loaded anew so often; then the page says that it is silent. */
const MOST_STRANDINGS = 10;

/** The film: the preview frame, what stands in for it while it is not there, and the transport below. */
export function PreviewPanel({ onShortcut }: { onShortcut: RefObject<(action: FrameAction) => void> }) {
	const stage = useStage();
	const session = useSession((state) => state.session);
	const looking = useStageState((state) => state.looking);
	const film = useStageState((state) => state.film);
	const zoom = useStageState((state) => state.zoom);
	const inspecting = useStageState((state) => state.inspecting);
	const [generation, setGeneration] = useState(0);
	const [withheld, setWithheld] = useState(false);
	const frame = useRef<HTMLIFrameElement>(null);
	const whole = useRef<HTMLDivElement>(null);
	const [room, measured] = useSize<HTMLDivElement>();
	const size = useLastShown(measured);
	const { data: project } = useQuery(projectQuery(stage.projectId));
	useUnplayed();
	const [pass] = useState(() => (action: FrameAction) => onShortcut.current(action));

	const url = looking?.previewUrl ?? (session.status === "ready" ? session.previewUrl : null);
	const strandings = useRef(0);
	const [reloadStranded] = useState(() => () => {
		strandings.current += 1;
		if (strandings.current <= MOST_STRANDINGS) setGeneration((n) => n + 1);
	});
	const mounted = url !== null && size.width > 0 && !withheld;
	const link = usePreviewLink(frame, url, generation, mounted, pass, reloadStranded);
	if (link.status === "ready") strandings.current = 0;

	useFocusStaysHere(frame, whole);
	useEffect(
		() =>
			watchFrameHistory((entries) => {
				// The frame goes first, or its page adds them again while they are gone back over.
				flushSync(() => setWithheld(true));
				window.history.go(-entries);
			}),
		[],
	);

	const reconnects = useSession((state) => state.reconnects);
	const arriving = useRef(false);
	arriving.current = url !== null && link.status !== "ready";
	useEffect(() => {
		// The frame may hold the browser's own page on a lost connection, on which nothing of ours runs.
		if (reconnects > 0 && arriving.current) setGeneration((n) => n + 1);
	}, [reconnects]);

	const shape = film ?? project?.video ?? { width: 1920, height: 1080 };
	const still = looking ? looking.version.pictureUrl : (project?.pictureUrl ?? null);
	// Another version is shown once it stands at its frame: its first frame would flash up before.
	const ready = link.status === "ready" && (link.settled || !looking);
	const loading = link.status === "waiting" || (link.status === "ready" && !link.settled);
	const fit = Math.min(size.width / shape.width, size.height / shape.height);
	const scale = zoom === "fit" ? fit : zoom;
	const width = Math.floor(shape.width * scale);
	const height = Math.floor(shape.height * scale);

	return (
		<section
			ref={whole}
			aria-label="Preview"
			tabIndex={-1}
			className="flex min-h-0 min-w-0 flex-1 flex-col bg-bg outline-none [&:fullscreen]:bg-black"
		>
			{looking && <LookingBar version={looking.version} onBack={() => leaveVersion(stage)} />}
			<div className="relative min-h-0 flex-1 p-2 sm:p-4 lg:px-6 lg:py-5 [:fullscreen_&]:p-0">
				<div ref={room} className={cx("relative flex h-full w-full", zoom === "fit" ? "overflow-hidden" : "overflow-auto")}>
					{mounted && (
						<div
							className={cx(
								"relative m-auto shrink-0 overflow-hidden rounded-[6px] shadow-float ring-1 ring-line [:fullscreen_&]:rounded-none",
								inspecting && "ring-2 ring-accent",
							)}
							style={{ width, height }}
						>
							<iframe
								key={`${url}#${generation}`}
								ref={frame}
								src={url}
								title="Preview of the film"
								data-testid="preview-frame"
								sandbox="allow-scripts allow-same-origin"
								allow="autoplay"
								tabIndex={-1}
								className={cx("absolute inset-0 h-full w-full border-0", !ready && "opacity-0")}
							/>
							{still && loading && <StillPicture url={still} />}
							{inspecting && <InspectBar />}
							{ready && <PlayInvitation />}
							{ready && <ErrorPanel />}
						</div>
					)}
					{withheld && <Withheld onShow={() => setWithheld(false)} />}
					{!withheld && !(mounted && (ready || (loading && still))) && (
						<PreviewPlaceholder link={url ? link : null} onReload={() => setGeneration((n) => n + 1)} />
					)}
				</div>
			</div>
			<TransportBar whole={whole} />
		</section>
	);
}

/** The size of the place for the film as it last was on the screen: in a hidden tab of a phone it is 0, and the frame stays. */
function useLastShown(size: { width: number; height: number }): { width: number; height: number } {
	const last = useRef(size);
	if (size.width > 0 && size.height > 0) last.current = size;
	return last.current;
}
