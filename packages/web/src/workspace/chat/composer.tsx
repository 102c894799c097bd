import { ATTACHMENT_TYPES, type MessageContext, toStoryDreamError } from "@storydream/protocol";
import { ArrowUp, Clock3, Crosshair, ImagePlus, MousePointerClick, Square, X } from "lucide-react";
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from "react";
import { isRunning, useSession, useSessionActions } from "../../session/index.ts";
import { cx, Hint, IconButton, toast } from "../../ui/index.ts";
import { type StageState, useStage, useStageState } from "../stage.tsx";
import { useEditor } from "../storyboard/index.ts";
import { setInspecting } from "../transport.ts";
import { addPicture, refusalOf, textRefusal, type Waiting } from "./attachments.ts";
import { useContextWords } from "./context-words.tsx";
import { Queue } from "./queue.tsx";
import { useDraft } from "./use-draft.ts";

/** Where a person writes, points and adds pictures. */
export function Composer() {
	const stage = useStage();
	const [text, setText] = useDraft(stage.projectId);
	const [pictures, setPictures] = useState<Waiting[]>([]);
	/** Pictures that are being uploaded: the message waits for them. */
	const [uploading, setUploading] = useState(0);
	const [dragging, setDragging] = useState(false);
	const area = useRef<HTMLTextAreaElement>(null);
	const picker = useRef<HTMLInputElement>(null);
	const running = useSession(isRunning);
	const stopping = useSession((state) => state.stopping);
	const pointing = useStageState((state: StageState) => state.pointing);
	const { send, stop, writing } = useSessionActions();
	const refusal = textRefusal(text);
	const ready = text.trim().length > 0 && !refusal && uploading === 0;
	const begun = useSession((state) => state.session.status === "ready") && text.trim().length > 0;

	useEffect(() => {
		stage.connectComposer((words) => {
			setText((old) => (old.trim() ? `${old.trimEnd()} ${words}` : words));
			area.current?.focus();
		});
		return () => stage.connectComposer(null);
	}, [stage, setText]);

	useEffect(() => {
		if (begun) writing();
	}, [begun, writing]);

	const add = async (files: readonly File[]) => {
		let waiting = pictures;
		for (const file of files) {
			const why = refusalOf(file, waiting);
			if (why) {
				toast("problem", why);
				continue;
			}
			setUploading((count) => count + 1);
			try {
				const picture = await addPicture(stage.projectId, file);
				waiting = [...waiting, picture];
				setPictures((shown) => [...shown, picture]);
			} catch (error) {
				const { message, hint } = toStoryDreamError(error);
				toast("problem", `${file.name || "The picture"} was not added. ${message}`, hint);
			} finally {
				setUploading((count) => count - 1);
			}
		}
	};

	const submit = () => {
		if (!ready) return;
		send(
			text.trim(),
			pictures.map(({ name, sha256 }) => ({ name, sha256 })),
			Object.keys(pointing).length > 0 ? pointing : undefined,
		);
		setText("");
		setPictures([]);
		stage.store.set({ pointing: {} });
	};

	const paste = (event: ClipboardEvent) => {
		const files = [...event.clipboardData.files];
		if (files.length === 0) return;
		event.preventDefault();
		void add(files);
	};
	const drop = (event: DragEvent) => {
		event.preventDefault();
		setDragging(false);
		void add([...event.dataTransfer.files]);
	};

	return (
		<div className="px-3 pb-3 lg:px-4 lg:pb-4">
			<Queue />
			<fieldset
				aria-label="Message"
				onDragOver={(event) => {
					if (!event.dataTransfer.types.includes("Files")) return;
					event.preventDefault();
					setDragging(true);
				}}
				onDragLeave={() => setDragging(false)}
				onDrop={drop}
				className={cx(
					"min-w-0 rounded-2xl border bg-raised transition-colors focus-within:border-accent/70",
					dragging ? "border-accent border-dashed" : "border-line-strong/70",
				)}
			>
				<PointingChip pointing={pointing} onRemove={() => stage.store.set({ pointing: {} })} />
				{uploading > 0 && (
					<p role="status" className="px-3.5 pt-3 text-muted text-xs">
						{uploading === 1 ? "Adding a picture…" : `Adding ${uploading} pictures…`}
					</p>
				)}
				{pictures.length > 0 && (
					<ul className="flex flex-wrap gap-2 px-3 pt-3">
						{pictures.map((picture) => (
							<li key={picture.id} className="relative">
								<img src={picture.url} alt={picture.name} className="size-14 rounded-lg object-cover ring-1 ring-line" />
								<button
									type="button"
									aria-label={`Remove ${picture.name}`}
									onClick={() => setPictures(pictures.filter((one) => one.id !== picture.id))}
									className="absolute -top-1.5 -right-1.5 rounded-full bg-ink p-0.5 text-bg"
								>
									<X size={11} aria-hidden />
								</button>
							</li>
						))}
					</ul>
				)}
				<textarea
					ref={area}
					rows={1}
					dir="auto"
					aria-label="Message to the agent"
					aria-invalid={refusal ? true : undefined}
					aria-describedby={refusal ? "composer-refusal" : undefined}
					data-testid="composer"
					placeholder={running ? "Add something for the next turn…" : "Describe a change…"}
					value={text}
					onChange={(event) => setText(event.target.value)}
					onPaste={paste}
					onKeyDown={(event) => {
						if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
							event.preventDefault();
							submit();
						}
					}}
					className="field-sizing-content block max-h-56 min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 leading-5 outline-none placeholder:text-faint"
				/>
				{refusal && (
					<p id="composer-refusal" role="alert" className="px-3.5 pb-1 text-danger text-xs">
						{refusal}
					</p>
				)}
				<div className="flex items-center gap-0.5 p-1.5">
					<IconButton icon={ImagePlus} label="Add a picture" onClick={() => picker.current?.click()} />
					<input
						ref={picker}
						type="file"
						hidden
						multiple
						accept={ATTACHMENT_TYPES.join()}
						aria-label="Pictures to add"
						onChange={(event) => {
							void add([...(event.target.files ?? [])]);
							event.target.value = "";
						}}
					/>
					<PointButtons />
					<span className="flex-1" />
					{running && (
						<Hint label={stopping ? "Stopping…" : "Stop this turn"} keys="Esc">
							<button
								type="button"
								aria-label={stopping ? "Stopping" : "Stop this turn"}
								data-testid="stop"
								disabled={stopping}
								onClick={stop}
								className="mr-1 inline-flex h-8 items-center gap-1.5 rounded-lg bg-sunken px-2.5 font-medium text-ui hover:text-danger disabled:opacity-60"
							>
								<Square size={12} fill="currentColor" aria-hidden /> {stopping ? "Stopping" : "Stop"}
							</button>
						</Hint>
					)}
					<Hint label={running ? "Send when this turn has ended" : "Send"} keys="Enter">
						<button
							type="button"
							aria-label={running ? "Add to the queue" : "Send"}
							data-testid="send"
							disabled={!ready}
							onClick={submit}
							className="inline-flex size-8 items-center justify-center rounded-lg bg-accent text-accent-ink transition-colors hover:bg-accent-strong disabled:bg-sunken disabled:text-faint"
						>
							<ArrowUp size={17} aria-hidden />
						</button>
					</Hint>
				</div>
			</fieldset>
		</div>
	);
}

function PointingChip({ pointing, onRemove }: { pointing: MessageContext; onRemove(): void }) {
	const words = useContextWords(pointing);
	if (!words) return null;
	return (
		<div className="px-2.5 pt-2.5">
			<span
				data-testid="context-chip"
				className="inline-flex max-w-full items-center gap-1.5 rounded-full bg-accent-soft py-1 pr-1 pl-2.5 text-xs"
			>
				<Crosshair size={12} className="shrink-0 text-accent" aria-hidden />
				<span className="truncate">Pointing at {words}</span>
				<button
					type="button"
					aria-label="Don't point at it"
					onClick={onRemove}
					className="rounded-full p-0.5 text-muted hover:text-ink"
				>
					<X size={12} aria-hidden />
				</button>
			</span>
		</div>
	);
}

/** Two ways to point: at an element of the film, or at the moment the play head is on. */
function PointButtons() {
	const stage = useStage();
	const inspecting = useStageState((state: StageState) => state.inspecting);
	const there = useStageState((state: StageState) => state.film !== null && state.looking === null);
	const { sceneAt } = useEditor();
	return (
		<>
			<IconButton
				icon={MousePointerClick}
				label={inspecting ? "Stop pointing" : "Point at something in the film"}
				pressed={inspecting}
				disabled={!there}
				onClick={() => {
					setInspecting(stage, !inspecting);
					if (!inspecting) stage.store.set({ mobile: "preview" });
				}}
				data-testid="point-element"
			/>
			<IconButton
				icon={Clock3}
				label="Point at this moment"
				disabled={!there}
				onClick={() => {
					const { frame } = stage.playback.get();
					const sceneId = sceneAt(frame);
					stage.store.set({ pointing: { ...stage.store.get().pointing, frame, ...(sceneId ? { sceneId } : {}) } });
				}}
				data-testid="point-moment"
			/>
		</>
	);
}
