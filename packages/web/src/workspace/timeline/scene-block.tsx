import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { type StoryboardScene, sceneWords } from "@storydream/protocol";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { cx, seconds } from "../../ui/index.ts";
import { MIN_SCENE_FRAMES } from "../storyboard/index.ts";

interface Props {
	scene: StoryboardScene;
	title: string;
	place: string;
	fps: number;
	width: number;
	/** Px shared with the scene before, by a transition. */
	overlapPx: number;
	/** Px shared with the scene after: its block lies over this one there. */
	coveredPx: number;
	pxPerFrame: number;
	selected: boolean;
	/** It can be selected, not changed. */
	readOnly: boolean;
	trimming: boolean;
	/** `x`: px from the block's left edge. */
	onSelect(x: number): void;
	onMove(by: -1 | 1): void;
	onTrimming(frames: number | null): void;
	onTrim(frames: number): void;
	onDuplicate(): void;
	onRemove(): void;
}

export function SceneBlock(props: Props) {
	const { scene, title, fps, width, overlapPx, coveredPx, selected } = props;
	const { setNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
		id: scene.id,
		disabled: props.readOnly,
	});
	const words = sceneWords(scene.props);
	const visiblePx = width - overlapPx - coveredPx;
	const roomy = visiblePx > ROOMY_PX;
	const narrow = visiblePx < NARROW_PX;

	const onKeyDown = (event: KeyboardEvent) => {
		if (props.readOnly) return;
		const handled =
			event.key === "ArrowLeft" && event.altKey
				? () => props.onMove(-1)
				: event.key === "ArrowRight" && event.altKey
					? () => props.onMove(1)
					: event.key === "Delete" || event.key === "Backspace"
						? props.onRemove
						: event.key.toLowerCase() === "d" && (event.metaKey || event.ctrlKey)
							? props.onDuplicate
							: null;
		if (!handled) return;
		event.preventDefault();
		event.stopPropagation();
		handled();
	};

	return (
		<li
			ref={setNodeRef}
			data-testid="timeline-scene"
			data-scene-id={scene.id}
			data-duration={scene.durationInFrames}
			className={cx("relative h-full shrink-0 py-1", isDragging ? "z-20 opacity-80" : selected && "z-10")}
			style={{ width, marginLeft: -overlapPx, transform: CSS.Translate.toString(transform), transition }}
		>
			<button
				type="button"
				{...listeners}
				aria-describedby={attributes["aria-describedby"]}
				aria-pressed={selected}
				title={words ? `${title}: ${words}` : title}
				onClick={(event) => props.onSelect(event.clientX - event.currentTarget.getBoundingClientRect().left)}
				onKeyDown={onKeyDown}
				className={cx(
					"relative flex h-full w-full touch-pan-x flex-col justify-between overflow-clip rounded-lg border px-2.5 py-1.5 text-left transition-colors",
					selected ? "border-accent bg-accent-soft" : "border-line-strong/70 bg-raised hover:border-line-strong",
				)}
				style={{ paddingLeft: overlapPx + (narrow ? 3 : overlapPx > 0 ? 8 : 10), paddingRight: coveredPx + (narrow ? 3 : 10) }}
			>
				{overlapPx > 0 && (
					<span
						aria-hidden
						title={scene.transition?.type}
						className="absolute inset-y-0 left-0 border-line-strong/60 border-r bg-[repeating-linear-gradient(135deg,transparent_0_4px,var(--line-strong)_4px_5px)] opacity-60"
						style={{ width: overlapPx }}
					/>
				)}
				{/* Stays in view while a block that is wider than the room is scrolled. */}
				<span className="sticky left-2 max-w-full self-start truncate font-medium text-xs">
					<span className="sr-only">{props.place}: </span>
					{title}
				</span>
				{/* Screen readers also get what has no room on the screen. */}
				<span className="flex items-baseline gap-2">
					<span dir="auto" className="min-w-0 flex-1 truncate text-muted text-xs">
						<span className={roomy ? "" : "sr-only"}>{words}</span>
					</span>
					<span
						className={cx(
							"shrink-0 text-2xs tabular-nums",
							props.trimming ? "font-semibold text-accent" : selected ? "text-muted" : "text-faint",
						)}
					>
						<span className={narrow ? "sr-only" : ""}>{seconds(scene.durationInFrames / fps)}</span>
					</span>
				</span>
			</button>
			{!props.readOnly && <TrimHandle {...props} />}
		</li>
	);
}

/** The right edge: dragged, or moved by a frame with the arrow keys (ten with shift). */
function TrimHandle({ scene, title, fps, pxPerFrame, selected, onTrimming, onTrim }: Props) {
	const grip = useRef<{ x: number; frames: number } | null>(null);
	const last = useRef(scene.durationInFrames);

	const at = (event: PointerEvent) => {
		const start = grip.current;
		return start
			? Math.max(MIN_SCENE_FRAMES, Math.round(start.frames + (event.clientX - start.x) / pxPerFrame))
			: scene.durationInFrames;
	};
	const end = (event: PointerEvent, keep: boolean) => {
		if (!grip.current) return;
		const frames = at(event);
		const changed = frames !== grip.current.frames;
		grip.current = null;
		onTrimming(null);
		if (keep && changed) onTrim(frames);
	};

	return (
		<div
			role="slider"
			tabIndex={selected ? 0 : -1}
			aria-label={`Length of ${title}`}
			aria-valuenow={scene.durationInFrames}
			aria-valuemin={MIN_SCENE_FRAMES}
			aria-valuetext={seconds(scene.durationInFrames / fps)}
			data-testid="trim-handle"
			className="group absolute top-1 right-0 bottom-1 z-10 flex w-2.5 cursor-ew-resize touch-none items-center justify-center rounded-r-lg"
			onPointerDown={(event) => {
				event.stopPropagation();
				event.currentTarget.setPointerCapture(event.pointerId);
				grip.current = { x: event.clientX, frames: scene.durationInFrames };
			}}
			onPointerMove={(event) => {
				if (!grip.current) return;
				const frames = at(event);
				if (frames !== last.current) {
					last.current = frames;
					onTrimming(frames);
				}
			}}
			onPointerUp={(event) => end(event, true)}
			onPointerCancel={(event) => end(event, false)}
			onKeyDown={(event) => {
				const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
				if (by === 0) return;
				event.preventDefault();
				event.stopPropagation();
				onTrim(Math.max(MIN_SCENE_FRAMES, scene.durationInFrames + by * (event.shiftKey ? 10 : 1)));
			}}
		>
			<span className="h-5 w-[3px] rounded-full bg-line-strong transition-colors group-hover:bg-accent group-focus-visible:bg-accent" />
		</div>
	);
}

/** Narrower blocks show their title and length only. */
const ROOMY_PX = 84;
/** Below this only the beginning of the title has room. */
const NARROW_PX = 44;
