import { Player, type PlayerRef } from "@remotion/player";
import {
	Component,
	type ComponentType,
	createContext,
	type ReactNode,
	type RefObject,
	useContext,
	useEffect,
	useLayoutEffect,
	useState,
	useSyncExternalStore,
} from "react";
import { useCurrentFrame } from "remotion";
import { CompositionCollector, type Film } from "./compositions.tsx";
import { Inspector } from "./inspector.tsx";
import type { PageModel } from "./model.ts";
import { Notice } from "./notice.tsx";

const Shown = createContext<{ film: Film; revision: number; model: PageModel } | null>(null);

/** The whole page: the film, filling the frame on black, and what is wrong with it. */
export function Page({
	model,
	player,
	initialFrame,
}: {
	model: PageModel;
	player: RefObject<PlayerRef | null>;
	initialFrame: number;
}): ReactNode {
	const state = useSyncExternalStore(model.subscribe, model.snapshot);
	const [collect] = useState(() => ({
		change: model.takeCompositions.bind(model),
		error: (error: unknown, stack: string) => model.thrown("render", error, stack),
	}));
	return (
		<>
			{state.root && (
				<CompositionCollector
					root={state.root}
					revision={state.errors.length > 0 ? state.revision : 0}
					onChange={collect.change}
					onError={collect.error}
				/>
			)}
			{state.film && (
				<Shown.Provider value={{ film: state.film, revision: state.revision, model }}>
					<FilmPlayer
						film={state.film}
						model={model}
						player={player}
						initialFrame={initialFrame}
						loop={state.loop}
						range={state.range}
					/>
				</Shown.Provider>
			)}
			{!model.capture && <Notice errors={state.errors} filmShown={state.film !== null} />}
			{state.inspecting && <Inspector model={model} />}
		</>
	);
}

function FilmPlayer({
	film,
	model,
	player,
	initialFrame,
	loop,
	range,
}: {
	film: Film;
	model: PageModel;
	player: RefObject<PlayerRef | null>;
	initialFrame: number;
	loop: boolean;
	range: { from: number; to: number } | null;
}): ReactNode {
	const last = film.durationInFrames - 1;
	useEffect(() => {
		if ((player.current?.getCurrentFrame() ?? 0) > last) player.current?.seekTo(last);
	}, [player, last]);
	const from = range ? Math.min(Math.max(0, range.from), last) : null;
	const to = range && from !== null ? Math.min(Math.max(from + 1, range.to), last) : null;
	const ranged = from !== null && to !== null && to > from;
	return (
		<Player
			ref={player}
			component={FilmShell}
			inputProps={film.props}
			durationInFrames={film.durationInFrames}
			compositionWidth={film.width}
			compositionHeight={film.height}
			fps={film.fps}
			initialFrame={Math.min(initialFrame, last)}
			inFrame={ranged ? from : null}
			outFrame={ranged ? to : null}
			loop={loop}
			controls={false}
			clickToPlay={false}
			doubleClickToFullscreen={false}
			spaceKeyToPlayOrPause={false}
			moveToBeginningWhenEnded={false}
			initiallyMuted={model.capture}
			numberOfSharedAudioTags={model.capture ? 0 : 5}
			acknowledgeRemotionLicense
			errorFallback={() => null}
			logLevel="error"
			style={{ width: "100%", height: "100%", background: "#000" }}
		/>
	);
}

/** What the Player plays, always the same to it: so a change of the film never starts it anew. */
function FilmShell(props: Record<string, unknown>): ReactNode {
	const shown = useContext(Shown);
	const frame = useCurrentFrame();
	useLayoutEffect(() => {
		shown?.model.painted(frame);
	});
	if (!shown) return null;
	const Drawn: ComponentType<Record<string, unknown>> = shown.film.component;
	return (
		<FrameBoundary attempt={`${shown.revision}:${frame}`} onError={(error, stack) => shown.model.thrown("render", error, stack)}>
			<Drawn {...props} />
		</FrameBoundary>
	);
}

/** Keeps a scene that throws from taking the page with it; tries again at another frame and after a change. */
class FrameBoundary extends Component<
	{ attempt: string; children: ReactNode; onError: (error: unknown, componentStack: string) => void },
	{ failed: boolean; attempt: string }
> {
	override state = { failed: false, attempt: this.props.attempt };
	static getDerivedStateFromProps(props: { attempt: string }, state: { attempt: string }) {
		return props.attempt === state.attempt ? null : { attempt: props.attempt, failed: false };
	}
	static getDerivedStateFromError() {
		return { failed: true };
	}
	override componentDidCatch(error: unknown, info: { componentStack?: string | null }) {
		this.props.onError(error, info.componentStack ?? "");
	}
	override render() {
		return this.state.failed ? null : this.props.children;
	}
}
