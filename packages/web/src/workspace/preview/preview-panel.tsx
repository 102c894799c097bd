import { type RefObject, useEffect, useRef, useState } from "react";
import { useSession } from "../../session/index.ts";
import { cx, useSize } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { Absent } from "./absent.tsx";
import { ErrorPanel } from "./error-panel.tsx";
import { InspectBar } from "./inspect-bar.tsx";
import { LookingBar } from "./looking-bar.tsx";
import { usePreviewLink } from "./preview-link.ts";
import { TransportBar } from "./transport-bar.tsx";

/** A frame whose page never arrives is loaded anew so often; then the page says that it is silent. */
const MOST_STRANDINGS = 10;

/** The film: the preview frame, what stands in for it while it is not there, and the transport below. */
export function PreviewPanel({ onKey }: { onKey: RefObject<(event: KeyboardEvent) => void> }) {
	const stage = useStage();
	const session = useSession((state) => state.session);
	const looking = useStageState((state) => state.looking);
	const film = useStageState((state) => state.film);
	const zoom = useStageState((state) => state.zoom);
	const inspecting = useStageState((state) => state.inspecting);
	const [generation, setGeneration] = useState(0);
	const frame = useRef<HTMLIFrameElement>(null);
	const whole = useRef<HTMLDivElement>(null);
	const [room, size] = useSize<HTMLDivElement>();
	const [pass] = useState(() => (event: KeyboardEvent) => onKey.current(event));

	const url = looking?.previewUrl ?? (session.status === "ready" ? session.previewUrl : null);
	const strandings = useRef(0);
	const [reloadStranded] = useState(() => () => {
		strandings.current += 1;
		if (strandings.current <= MOST_STRANDINGS) setGeneration((n) => n + 1);
	});
	const link = usePreviewLink(frame, url, generation, pass, reloadStranded);
	if (link.status === "ready") strandings.current = 0;

	const reconnects = useSession((state) => state.reconnects);
	const arriving = useRef(false);
	arriving.current = url !== null && link.status !== "ready";
	useEffect(() => {
		// The frame may hold the browser's own page on a lost connection, on which nothing of ours runs.
		if (reconnects > 0 && arriving.current) setGeneration((n) => n + 1);
	}, [reconnects]);

	const shape = film ?? { width: 1920, height: 1080 };
	const fit = Math.min(size.width / shape.width, size.height / shape.height);
	const scale = zoom === "fit" ? fit : zoom;
	const width = Math.floor(shape.width * scale);
	const height = Math.floor(shape.height * scale);

	return (
		<section ref={whole} aria-label="Preview" className="flex min-h-0 min-w-0 flex-1 flex-col bg-bg [&:fullscreen]:bg-black">
			{looking && <LookingBar version={looking.version} onBack={() => stage.store.set({ looking: null, film: null })} />}
			<div className="relative min-h-0 flex-1 p-2 sm:p-4 lg:px-6 lg:py-5 [:fullscreen_&]:p-0">
				<div ref={room} className={cx("relative flex h-full w-full", zoom === "fit" ? "overflow-hidden" : "overflow-auto")}>
					{url && size.width > 0 && (
						<div
							className={cx(
								"relative m-auto shrink-0 overflow-hidden rounded-[6px] shadow-float ring-1 ring-line [:fullscreen_&]:rounded-none",
								inspecting && "ring-2 ring-accent",
								link.status !== "ready" && "opacity-0",
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
								className="absolute inset-0 h-full w-full border-0"
							/>
							{inspecting && <InspectBar />}
							{link.status === "ready" && <ErrorPanel />}
						</div>
					)}
					{(!url || link.status !== "ready") && <Absent link={url ? link : null} onReload={() => setGeneration((n) => n + 1)} />}
				</div>
			</div>
			<TransportBar whole={whole} />
		</section>
	);
}
