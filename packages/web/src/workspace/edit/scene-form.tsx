import type { Storyboard, StoryboardScene } from "@storydream/protocol";
import { useMemo, useState } from "react";
import { Field, Range, Select, seconds } from "../../ui/index.ts";
import { changeScene, sceneTitle, trimScene, useEditor } from "../storyboard/index.ts";
import { framesOf } from "../timecode.ts";
import { FieldInput } from "./field-input.tsx";
import { type FormErrors, formOf, putValue, validateForm } from "./form-model.ts";
import { NumberInput } from "./number-input.tsx";
import { ScenePicture } from "./scene-picture.tsx";
import { TransitionSound } from "./transition-sound.tsx";

/** Everything of one scene: what its schema allows, how it comes in, how long it stays. */
export function SceneForm({ storyboard, scene }: { storyboard: Storyboard; scene: StoryboardScene }) {
	const { editor, catalog } = useEditor();
	const entry = catalog?.scenes.find((one) => one.scene === scene.scene);
	const fields = useMemo(() => (entry ? formOf(entry.propsSchema) : []), [entry]);
	/** What is typed but not right yet: shown, not saved. */
	const [draft, setDraft] = useState<Record<string, unknown> | null>(null);
	const props = draft ?? scene.props;
	const errors: FormErrors = draft ? validateForm(fields, draft) : {};
	const title = sceneTitle(scene.scene, catalog);
	const index = storyboard.scenes.findIndex((one) => one.id === scene.id);
	const { fps } = storyboard;
	const layouts = Object.entries(entry?.layouts ?? {});

	const change = (key: string, value: unknown) => {
		const field = fields.find((one) => one.key === key)?.field;
		if (!field) return;
		const next = putValue(props, key, field, value);
		if (Object.keys(validateForm(fields, next)).length > 0) {
			setDraft(next);
			return;
		}
		setDraft(null);
		editor.edit({
			key: `props:${scene.id}`,
			title: `Edit “${title}”`,
			apply: (s) => changeScene(s, scene.id, (one) => ({ ...one, props: next })),
		});
	};
	const setLength = (value: number) => {
		const frames = framesOf(value, fps);
		editor.edit({
			key: `trim:${scene.id}`,
			title: `Trim “${title}” to ${seconds(frames / fps)}`,
			apply: (s) => trimScene(s, scene.id, frames),
		});
	};
	const setLayout = (layout: string) =>
		editor.edit({
			key: `layout:${scene.id}`,
			title: `Change the layout of “${title}”`,
			apply: (s) => changeScene(s, scene.id, (one) => ({ ...one, layout: layout === "" ? undefined : layout })),
		});

	return (
		<form
			data-testid="scene-form"
			data-scene-id={scene.id}
			onSubmit={(event) => event.preventDefault()}
			className="space-y-4 p-4"
		>
			<header>
				<h2 className="font-semibold tracking-tight">{title}</h2>
				{entry?.description && <p className="mt-0.5 text-muted text-xs">{entry.description}</p>}
			</header>
			{fields.map(({ key, field }) => (
				<FieldInput
					key={key}
					name={key}
					field={field}
					value={props[key]}
					path={key}
					errors={errors}
					onChange={(value) => change(key, value)}
				/>
			))}
			{!entry && (
				<p className="rounded-lg border border-line bg-sunken p-3 text-muted text-xs">
					{catalog
						? `“${title}” is a scene the agent wrote without a form. Ask the agent to change its words and colours; its length and transition can be changed here.`
						: "Its words and colours can be changed here as soon as the preview is up. Length and transition can be changed now."}
				</p>
			)}
			<ScenePicture scene={scene} title={title} />
			<div className="space-y-4 border-line border-t pt-4">
				<Field label="Length in seconds" inline>
					{(wiring) => (
						<NumberInput
							{...wiring}
							className="w-24!"
							value={Number((scene.durationInFrames / fps).toFixed(2))}
							min={0.2}
							max={3600}
							step={0.1}
							onValue={(value) => value !== null && setLength(value)}
						/>
					)}
				</Field>
				{layouts.length > 0 && (
					<Field label="Layout" inline>
						{(wiring) => (
							<Select
								{...wiring}
								className="w-36!"
								value={scene.layout ?? ""}
								onChange={(event) => setLayout(event.target.value)}
							>
								<option value="">automatic</option>
								{layouts.map(([name, note]) => (
									<option key={name} value={name} title={note}>
										{name.replaceAll("-", " ")}
									</option>
								))}
							</Select>
						)}
					</Field>
				)}
				{index > 0 ? (
					<TransitionFields scene={scene} title={title} fps={fps} />
				) : (
					<p className="text-faint text-xs">The first scene has no transition.</p>
				)}
			</div>
		</form>
	);
}

/** How a scene comes in: by which transition, how long, with which sound. */
function TransitionFields({ scene, title, fps }: { scene: StoryboardScene; title: string; fps: number }) {
	const { editor, catalog } = useEditor();
	const setTransition = (type: string, durationInFrames: number) =>
		editor.edit({
			key: `transition:${scene.id}`,
			title: `Change how “${title}” comes in`,
			apply: (s) => changeScene(s, scene.id, (one) => ({ ...one, transition: { ...one.transition, type, durationInFrames } })),
		});

	const setSound = (sound: string | undefined) =>
		editor.edit({
			key: `transition-sound:${scene.id}`,
			title: `Change how “${title}” sounds as it comes in`,
			apply: (s) => changeScene(s, scene.id, (one) => ({ ...one, transition: { ...(one.transition ?? transition), sound } })),
		});

	const transition = scene.transition ?? { type: "none", durationInFrames: Math.round(fps / 2) };
	const types = [...new Set(["none", ...(catalog?.transitions ?? []), transition.type])];

	return (
		<>
			<Field label="Comes in by" inline>
				{(wiring) => (
					<Select
						{...wiring}
						className="w-36!"
						value={transition.type}
						onChange={(event) => setTransition(event.target.value, transition.durationInFrames || Math.round(fps / 2))}
					>
						{types.map((type) => (
							<option key={type} value={type}>
								{type === "none" ? "a cut" : type}
							</option>
						))}
					</Select>
				)}
			</Field>
			{transition.type !== "none" && (
				<Field label={`Transition, ${seconds(transition.durationInFrames / fps)}`} inline>
					{(wiring) => (
						<Range
							{...wiring}
							className="w-36!"
							min={1}
							max={fps * 2}
							value={transition.durationInFrames}
							onChange={(event) => setTransition(transition.type, Number(event.target.value))}
						/>
					)}
				</Field>
			)}
			<TransitionSound catalog={catalog} sound={scene.transition?.sound} onSound={setSound} />
		</>
	);
}
