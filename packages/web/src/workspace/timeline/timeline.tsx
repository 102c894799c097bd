import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { horizontalListSortingStrategy, SortableContext } from "@dnd-kit/sortable";
import { overlapInFrames, type Storyboard, sceneSpans } from "@storydream/protocol";
import { ChevronLeft, ChevronRight, Clapperboard, Copy, Minus, Plus, Trash2 } from "lucide-react";
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { Empty, Failure, IconButton, newId, Skeleton, seconds, useSize } from "../../ui/index.ts";
import { CheckChip } from "../checks/index.ts";
import { usePlayback, useStage, useStageState } from "../stage.tsx";
import { duplicateScene, moveScene, removeScene, sceneTitle, trimScene, useEditor, withSceneNames } from "../storyboard/index.ts";
import { seek } from "../transport.ts";
import { AddScene } from "./add-scene.tsx";
import { AudioRow } from "./audio-row.tsx";
import { Ruler } from "./ruler.tsx";
import { SaveProblem, SaveState } from "./save-state.tsx";
import { nextZoom, scalesOf, scrollToShow } from "./scale.ts";
import { SceneBlock } from "./scene-block.tsx";

/** Room at both ends, in px, so that the first and last frame can be reached. */
const EDGE = 12;
const DND_WORDS = { screenReaderInstructions: { draggable: "Press Enter to edit the scene, Alt with an arrow key to move it." } };

/** The film as scenes in a row: seek, select, move, trim, copy, remove, add. */
export function Timeline() {
	const { storyboard, problem, catalog, loading, error, reload } = useEditor();
	if (storyboard) return <Tracks storyboard={storyboard} />;
	if (loading) {
		return (
			<div className="flex gap-1 p-4">
				<Skeleton className="h-16 flex-1" />
				<Skeleton className="h-16 flex-[2]" />
				<Skeleton className="h-16 flex-1" />
			</div>
		);
	}
	if (error) return <Failure error={error} onRetry={reload} className="py-6" />;
	return <Unreadable problem={problem && withSceneNames(problem, catalog)} />;
}

/** Code that left the convention still plays: what can be seen is its length. */
function Unreadable({ problem }: { problem: string | null }) {
	const film = useStageState((state) => state.film);
	return (
		<Empty icon={Clapperboard} title="The scenes can't be edited here" className="py-6">
			<p>{problem ?? "This project keeps its scenes in a way the timeline doesn't know."}</p>
			<p className="mt-1">
				{film && `The film is ${seconds(film.durationInFrames / film.fps)} long. `}It still plays and exports; ask the agent for
				changes.
			</p>
		</Empty>
	);
}

function Tracks({ storyboard }: { storyboard: Storyboard }) {
	const stage = useStage();
	const { editor, durationInFrames, catalog, readOnly } = useEditor();
	const still = readOnly !== null;
	const selected = useStageState((state) => state.selectedSceneId);
	const [room, size] = useSize<HTMLDivElement>();
	const [zoom, setZoom] = useState(1);
	/** A trim under way: the block follows the hand, the storyboard changes when it lets go. */
	const [trimming, setTrimming] = useState<{ id: string; frames: number } | null>(null);
	const [said, setSaid] = useState("");
	const list = useRef<HTMLUListElement>(null);
	const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));

	const shown = (trimming && trimScene(storyboard, trimming.id, trimming.frames)) || storyboard;
	const { fps } = shown;
	/** Of the selected scene; -1: none is. */
	const place = storyboard.scenes.findIndex((scene) => scene.id === selected);
	const spans = sceneSpans(shown);
	const scales = scalesOf(storyboard.scenes, durationInFrames, size.width - 2 * EDGE);
	const zoomedOut = nextZoom(zoom, "out", scales);
	const zoomedIn = nextZoom(zoom, "in", scales);
	const pxPerFrame = Math.max(scales.fit, scales.readable * zoom);
	useSelectedInView(room, spans[place], size.width > 0 ? pxPerFrame : 0);
	const titleOf = (id: string) => {
		const scene = storyboard.scenes.find((one) => one.id === id);
		return scene ? sceneTitle(scene.scene, catalog) : "The scene";
	};

	const select = (id: string, from: number) => {
		stage.store.set({ selectedSceneId: id, panel: "edit", editing: "scene" });
		seek(stage, from);
	};
	const move = (id: string, to: number) => {
		if (to < 0 || to >= storyboard.scenes.length) return;
		editor.edit({
			key: `move:${newId()}`,
			title: `Move “${titleOf(id)}” to place ${to + 1}`,
			apply: (s) => moveScene(s, id, to),
		});
		setSaid(`${titleOf(id)} is now scene ${to + 1} of ${storyboard.scenes.length}.`);
	};
	const trim = (id: string, frames: number) =>
		editor.edit({
			key: `trim:${id}`,
			title: `Trim “${titleOf(id)}” to ${seconds(frames / fps)}`,
			apply: (s) => trimScene(s, id, frames),
		});
	const duplicate = (id: string) => {
		const copy = duplicateScene(storyboard, id)?.scenes.find((one) => !storyboard.scenes.some((old) => old.id === one.id));
		editor.edit({ key: `copy:${newId()}`, title: `Duplicate “${titleOf(id)}”`, apply: (s) => duplicateScene(s, id) });
		if (copy) stage.store.set({ selectedSceneId: copy.id });
	};
	const remove = (id: string) => {
		editor.edit({ key: `remove:${id}`, title: `Remove “${titleOf(id)}”`, apply: (s) => removeScene(s, id) });
		setSaid(`${titleOf(id)} was removed. Undo brings it back.`);
		// The focus stays in its place: on the scene that follows, or on the last one.
		const at = storyboard.scenes.findIndex((scene) => scene.id === id);
		const next = storyboard.scenes[at + 1] ?? storyboard.scenes[at - 1];
		if (selected === id) stage.store.set({ selectedSceneId: next?.id ?? null });
		if (next && list.current?.contains(document.activeElement)) focusScene(list.current, next.id);
	};
	const dropped = ({ active, over }: DragEndEvent) => {
		const to = storyboard.scenes.findIndex((scene) => scene.id === over?.id);
		if (over && active.id !== over.id) move(String(active.id), to);
	};
	const seekAt = (event: ReactPointerEvent<HTMLElement>) => {
		const left = event.currentTarget.getBoundingClientRect().left;
		seek(stage, (event.clientX - left) / pxPerFrame);
	};

	return (
		<div className="flex min-h-0 flex-col" data-testid="timeline">
			<SaveProblem />
			<div className="flex h-9 shrink-0 items-center gap-1 px-3 lg:px-4">
				<p className="min-w-0 shrink-[2] truncate text-muted text-xs">
					{storyboard.scenes.length} {storyboard.scenes.length === 1 ? "scene" : "scenes"} · {seconds(durationInFrames / fps)}
					{readOnly ? <span data-testid="read-only"> · {readOnly}</span> : <SaveState />}
				</p>
				<span className="mr-auto flex min-w-0">
					<CheckChip />
				</span>
				<IconButton
					icon={ChevronLeft}
					label="Move the selected scene to the left"
					keys="Alt+←"
					size={14}
					className="size-7!"
					disabled={still || place <= 0}
					onClick={() => selected && move(selected, place - 1)}
				/>
				<IconButton
					icon={ChevronRight}
					label="Move the selected scene to the right"
					keys="Alt+→"
					size={14}
					className="size-7!"
					disabled={still || place < 0 || place === storyboard.scenes.length - 1}
					onClick={() => selected && move(selected, place + 1)}
				/>
				<IconButton
					icon={Copy}
					label="Duplicate the selected scene"
					keys="Mod+D"
					size={14}
					className="size-7!"
					disabled={still || !selected}
					onClick={() => selected && duplicate(selected)}
					data-testid="scene-duplicate"
				/>
				<IconButton
					icon={Trash2}
					label="Remove the selected scene"
					keys="Delete"
					size={14}
					className="size-7!"
					disabled={still || !selected || storyboard.scenes.length < 2}
					onClick={() => selected && remove(selected)}
					data-testid="scene-delete"
				/>
				<IconButton
					icon={Minus}
					label="Show more of the film"
					size={14}
					className="size-7!"
					disabled={zoomedOut === null}
					onClick={() => zoomedOut !== null && setZoom(zoomedOut)}
				/>
				<IconButton
					icon={Plus}
					label="Show it larger"
					size={14}
					className="size-7!"
					disabled={zoomedIn === null}
					onClick={() => zoomedIn !== null && setZoom(zoomedIn)}
				/>
				{!still && <AddScene />}
			</div>
			<div ref={room} data-scrolls-x className="relative min-h-0 overflow-x-auto overflow-y-hidden pb-3">
				{size.width > 0 && (
					<div className="relative" style={{ width: durationInFrames * pxPerFrame, marginInline: EDGE }}>
						<div onPointerDown={seekAt} className="cursor-pointer">
							<Ruler durationInFrames={durationInFrames} fps={fps} pxPerFrame={pxPerFrame} />
						</div>
						<DndContext accessibility={DND_WORDS} sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped}>
							<SortableContext items={shown.scenes.map((scene) => scene.id)} strategy={horizontalListSortingStrategy}>
								<ul ref={list} aria-label="Scenes" className="relative flex h-[4.25rem]">
									{shown.scenes.map((scene, index) => {
										const span = spans[index];
										if (!span) return null;
										const overlap = overlapInFrames(shown.scenes[index - 1], scene);
										const after = shown.scenes[index + 1];
										const covered = after ? overlapInFrames(scene, after) : 0;
										return (
											<SceneBlock
												key={scene.id}
												scene={scene}
												title={titleOf(scene.id)}
												place={`Scene ${index + 1} of ${shown.scenes.length}`}
												fps={fps}
												width={scene.durationInFrames * pxPerFrame}
												overlapPx={overlap * pxPerFrame}
												coveredPx={covered * pxPerFrame}
												pxPerFrame={pxPerFrame}
												selected={selected === scene.id}
												readOnly={still}
												trimming={trimming?.id === scene.id}
												onSelect={(x) => select(scene.id, span.from + Math.max(x / pxPerFrame, overlap))}
												onMove={(by) => move(scene.id, index + by)}
												onTrimming={(frames) => setTrimming(frames === null ? null : { id: scene.id, frames })}
												onTrim={(frames) => trim(scene.id, frames)}
												onDuplicate={() => duplicate(scene.id)}
												onRemove={() => remove(scene.id)}
											/>
										);
									})}
								</ul>
							</SortableContext>
						</DndContext>
						<AudioRow tracks={shown.audio} durationInFrames={durationInFrames} pxPerFrame={pxPerFrame} fps={fps} />
						<Playhead room={room} zoom={zoom} pxPerFrame={pxPerFrame} durationInFrames={durationInFrames} />
					</div>
				)}
			</div>
			<p aria-live="polite" className="sr-only">
				{said}
			</p>
		</div>
	);
}

/** Focuses a scene's block; it is there already, since another one goes. */
function focusScene(list: HTMLElement, id: string): void {
	list.querySelector<HTMLElement>(`[data-scene-id="${CSS.escape(id)}"] button`)?.focus();
}

/** Scrolls a part of the film into view, where it is not. */
function showFrames(room: HTMLElement | null, from: number, to: number, pxPerFrame: number): void {
	if (!room) return;
	const range = { from: EDGE + from * pxPerFrame, to: EDGE + to * pxPerFrame };
	const left = scrollToShow(range, { left: room.scrollLeft, width: room.clientWidth });
	if (left !== null) room.scrollLeft = left;
}

/** Brings the selected scene into view when another one is selected, or when it has another place. `pxPerFrame` is 0 before the track is there. */
function useSelectedInView(
	room: RefObject<HTMLElement | null>,
	span: { id: string; from: number; durationInFrames: number } | undefined,
	pxPerFrame: number,
): void {
	const drawn = pxPerFrame > 0;
	const [id, from] = [span?.id, span?.from];
	// The scale and the length are read, not followed: zooming and trimming stay where the person is.
	const now = useRef({ pxPerFrame, length: 0 });
	now.current = { pxPerFrame, length: span?.durationInFrames ?? 0 };
	useEffect(() => {
		if (id === undefined || from === undefined || !drawn) return;
		showFrames(room.current, from, from + now.current.length, now.current.pxPerFrame);
	}, [room, id, from, drawn]);
}

interface PlayheadProps {
	/** What scrolls. */
	room: RefObject<HTMLElement | null>;
	pxPerFrame: number;
	zoom: number;
	durationInFrames: number;
}

/** Stays in view as it moves and as the person zooms; a track that is scrolled or edited while it stands still is left alone. */
function Playhead({ room, pxPerFrame, zoom, durationInFrames }: PlayheadProps) {
	const frame = Math.min(
		usePlayback((state) => state.frame),
		durationInFrames,
	);
	const scale = useRef(pxPerFrame);
	scale.current = pxPerFrame;
	const shown = useRef({ frame: -1, zoom: 0 });
	useEffect(() => {
		if (shown.current.frame === frame && shown.current.zoom === zoom) return;
		shown.current = { frame, zoom };
		showFrames(room.current, frame, frame, scale.current);
	}, [room, frame, zoom]);
	return (
		<div
			aria-hidden
			data-testid="playhead"
			className="pointer-events-none absolute top-0 bottom-0 left-0 w-px bg-accent before:absolute before:-top-px before:left-1/2 before:h-2.5 before:w-[9px] before:-translate-x-1/2 before:rounded-b-full before:bg-accent"
			style={{ transform: `translateX(${frame * pxPerFrame}px)` }}
		/>
	);
}
