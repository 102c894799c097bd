import { Component, type ComponentType, type ReactNode, useCallback, useMemo, useRef } from "react";
import { Internals } from "remotion";

/**
 * The one file that reaches into Remotion's inside. A film says what it is by rendering `<Composition>`s; outside of
 * Remotion's own studio nothing public reads them. They report themselves to a React context, which we provide here.
 * Everything this file needs of `Internals`: the contexts `CompositionSetters` and `RemotionEnvironmentContext`.
 */
export interface FoundComposition {
	id: string;
	component: ComponentType<Record<string, unknown>>;
	width: number | undefined;
	height: number | undefined;
	fps: number | undefined;
	durationInFrames: number | undefined;
	defaultProps: Record<string, unknown>;
	calculateMetadata: CalculateMetadata | null;
}

/** As much of Remotion's `calculateMetadata` as a film without a render needs. */
export type CalculateMetadata = (options: {
	defaultProps: Record<string, unknown>;
	props: Record<string, unknown>;
	abortSignal: AbortSignal;
	compositionId: string;
	isRendering: boolean;
}) => Promise<Partial<FilmMetadata>> | Partial<FilmMetadata>;

interface FilmMetadata {
	width: number;
	height: number;
	fps: number;
	durationInFrames: number;
	props: Record<string, unknown>;
}

const NOT_RENDERING = {
	isPlayer: false,
	isRendering: false,
	isStudio: false,
	isClientSideRendering: false,
	isReadOnlyStudio: false,
};

/**
 * Renders a film's `Root` where nobody sees it and tells which compositions it registered, in their order, whenever
 * they change. An error that `Root` throws goes to `onError`.
 */
export function CompositionCollector({
	root: Root,
	revision,
	onChange,
	onError,
}: {
	root: ComponentType;
	/** A new number gives a root that threw another try. */
	revision: number;
	onChange: (compositions: FoundComposition[]) => void;
	onError: (error: unknown, componentStack: string) => void;
}): ReactNode {
	const found = useRef(new Map<string, FoundComposition>());
	const given = useRef(false);
	// An update takes a composition out and puts it back within one commit: only the end of that is worth telling.
	const tellSoon = useCallback(() => {
		if (given.current) return;
		given.current = true;
		queueMicrotask(() => {
			given.current = false;
			if (found.current.size > 0) onChange([...found.current.values()]);
		});
	}, [onChange]);
	const setters = useMemo(
		() => ({
			registerComposition: (composition: unknown) => {
				const next = readComposition(composition);
				if (next) found.current.set(next.id, next);
				tellSoon();
			},
			unregisterComposition: (id: string) => {
				found.current.delete(id);
				tellSoon();
			},
			registerFolder: () => {},
			unregisterFolder: () => {},
			setCanvasContent: () => {},
			setCurrentAssetMetadata: () => {},
			onlyRenderComposition: null,
		}),
		[tellSoon],
	);
	return (
		<RootBoundary key={revision} onError={onError}>
			<Internals.RemotionEnvironmentContext.Provider value={NOT_RENDERING}>
				<Internals.CompositionSetters.Provider value={setters}>
					<Root />
				</Internals.CompositionSetters.Provider>
			</Internals.RemotionEnvironmentContext.Provider>
		</RootBoundary>
	);
}

class RootBoundary extends Component<
	{ children: ReactNode; onError: (error: unknown, componentStack: string) => void },
	{ failed: boolean }
> {
	override state = { failed: false };
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

/** What Remotion registers, read with care: its shape is not public. `componentFromProps` is the film's own component. */
function readComposition(value: unknown): FoundComposition | null {
	if (typeof value !== "object" || value === null) return null;
	const { id, component, componentFromProps, width, height, fps, durationInFrames, defaultProps, calculateMetadata } =
		value as Record<string, unknown>;
	const film = isComponent(componentFromProps) ? componentFromProps : component;
	if (typeof id !== "string" || !isComponent(film)) return null;
	return {
		id,
		component: film,
		width: numberOr(width),
		height: numberOr(height),
		fps: numberOr(fps),
		durationInFrames: numberOr(durationInFrames),
		defaultProps: typeof defaultProps === "object" && defaultProps !== null ? (defaultProps as Record<string, unknown>) : {},
		calculateMetadata: typeof calculateMetadata === "function" ? (calculateMetadata as CalculateMetadata) : null,
	};
}

function isComponent(value: unknown): value is ComponentType<Record<string, unknown>> {
	return typeof value === "function" || (typeof value === "object" && value !== null && "$$typeof" in value);
}

function numberOr(value: unknown): number | undefined {
	return typeof value === "number" ? value : undefined;
}

/** A composition whose size, speed and length are known. */
export interface Film {
	id: string;
	component: ComponentType<Record<string, unknown>>;
	width: number;
	height: number;
	fps: number;
	durationInFrames: number;
	props: Record<string, unknown>;
}

/** The composition called "Film", or the first one. */
export function chooseComposition(compositions: readonly FoundComposition[]): FoundComposition | null {
	return compositions.find((composition) => composition.id === "Film") ?? compositions[0] ?? null;
}

/** Runs `calculateMetadata` where a composition has one (the Player does not). Throws what is missing, in words. */
export async function resolveFilm(composition: FoundComposition, signal: AbortSignal): Promise<Film> {
	const calculated = composition.calculateMetadata
		? await composition.calculateMetadata({
				defaultProps: composition.defaultProps,
				props: composition.defaultProps,
				abortSignal: signal,
				compositionId: composition.id,
				isRendering: false,
			})
		: {};
	return filmOf(composition, calculated);
}

/** The same without a wait, for compositions that say all of it themselves. */
export function filmOf(composition: FoundComposition, calculated: Partial<FilmMetadata> = {}): Film {
	const { width, height, fps, durationInFrames } = { ...composition, ...definedOnly(calculated) };
	for (const [name, value] of Object.entries({ width, height, fps, durationInFrames })) {
		if (!value || !(value > 0)) throw new Error(`The composition "${composition.id}" has no ${name}.`);
	}
	return {
		id: composition.id,
		component: composition.component,
		width: width ?? 1,
		height: height ?? 1,
		fps: fps ?? 1,
		durationInFrames: Math.max(1, Math.round(durationInFrames ?? 1)),
		props: calculated.props ?? composition.defaultProps,
	};
}

function definedOnly(metadata: Partial<FilmMetadata>): Partial<FilmMetadata> {
	return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined && value !== null));
}
