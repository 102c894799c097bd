import { Fragment, type ReactNode, useMemo } from "react";
import { AbsoluteFill, Sequence, useCurrentFrame, useVideoConfig } from "remotion";
import { AudioTracks, TransitionSounds } from "./AudioTracks";
import { Captions } from "./Captions";
import { CarriedMark } from "./CarriedMark";
import { CornerMark } from "./CornerMark";
import { CaptionsContext, LanguageContext, type ScenePlace, ScenePlaceContext } from "./design/context";
import { cased } from "./design/fit";
import { useFonts, type WantedFont } from "./fonts";
import { artDirectionOf, LookProvider } from "./looks/context";
import { carriedFrom } from "./objects/carry";
import { scenes } from "./scenes";
import { type Slot, Slotted } from "./scenes/parts/Slotted";
import { UnknownScene } from "./scenes/UnknownScene";
import { overlapInFrames, type Storyboard, type StoryboardScene, sceneSpans, storyboard } from "./storyboard";
import { transitions } from "./transitions";

/** A scene's picture while it comes in over the one before and goes under the one after. */
const Layer = ({ place, enter, exit, children }: { place: ScenePlace; enter: string; exit: string; children: ReactNode }) => {
	const frame = useCurrentFrame();
	const { width, height, durationInFrames } = useVideoConfig();
	const leaving = durationInFrames - place.exitFrames;
	// Half a frame in: so that neither the first nor the last frame of an overlap is wasted on a picture without change.
	const style =
		frame < place.enterFrames
			? transitions[enter]?.enter({ progress: (frame + 0.5) / place.enterFrames, width, height })
			: place.exitFrames > 0 && frame >= leaving
				? transitions[exit]?.exit?.({ progress: (frame - leaving + 0.5) / place.exitFrames, width, height })
				: undefined;
	return (
		<AbsoluteFill data-scene-id={place.id} style={{ overflow: "hidden", ...style }}>
			<ScenePlaceContext value={place}>{children}</ScenePlaceContext>
		</AbsoluteFill>
	);
};

/** The picture of a scene: that of the storyboard, or of its props. */
const pictureOf = ({ props, media }: Pick<StoryboardScene, "props" | "media">): string | null =>
	media ?? (typeof props.picture === "string" && props.picture !== "" ? props.picture : null);

/** What the storyboard puts into a scene that has no place of its own for it; null: nothing. */
const slotOf = ({ props, media, icon }: StoryboardScene, own: readonly string[]): Slot | null => {
	const src = own.includes("media") ? null : pictureOf({ props, media });
	const name = own.includes("icon") ? null : (icon ?? null);
	return src || name ? { src, name } : null;
};

const ScenePicture = ({ scene }: { scene: StoryboardScene }) => {
	const definition = Object.hasOwn(scenes, scene.scene) ? scenes[scene.scene] : undefined;
	if (!definition) return <UnknownScene id={scene.id} scene={scene.scene} known={Object.keys(scenes)} />;
	const Scene = definition.component;
	const slot = slotOf(scene, definition.slots ?? []);
	if (!slot) return <Scene {...scene.props} />;
	return (
		<Slotted slot={slot} common={scene.props}>
			<Scene {...scene.props} />
		</Slotted>
	);
};

/** All texts in some values, however deep they lie. */
const textsOf = (value: unknown): string => {
	if (typeof value === "string") return value;
	return typeof value === "object" && value !== null ? Object.values(value).map(textsOf).join(" ") : "";
};

/** The families of a film, and the texts that are drawn in them. */
const fontsOf = (board: Storyboard): { fonts: WantedFont[]; text: string } => {
	const { look, theme } = artDirectionOf(board);
	const { heading, body, mono } = theme.fonts;
	const { accent } = look.voice;
	const used = new Set(board.scenes.map(({ scene }) => scene).filter((name) => Object.hasOwn(scenes, name)));
	const ofScenes = new Set([...used].flatMap((name) => scenes[name]?.fonts ?? []));
	const text = [...board.scenes.map(({ props }) => textsOf(props)), ...board.captions.map(({ text }) => text)].join(" ");
	return {
		fonts: [
			{ family: heading, italic: look.voice.heading.italic },
			{ family: body, italic: look.voice.body.italic },
			...(mono ? [{ family: mono }] : []),
			...(accent ? [{ family: accent.family, italic: accent.italic }] : []),
			...[...ofScenes].map((family) => ({ family })),
		],
		// Capitals are other letters in some languages: the fonts need those too.
		text: `${text} ${cased(text, { case: "upper", language: board.language })}`,
	};
};

/** Scenes one after the other, overlapping where a transition joins them, with sound and captions. */
export const StoryboardFilm = ({ board }: { board: Storyboard }) => {
	const { theme } = useMemo(() => artDirectionOf(board), [board]);
	const wanted = useMemo(() => fontsOf(board), [board]);
	const fonts = useFonts(wanted.fonts, wanted.text);
	const spans = sceneSpans(board);
	return (
		<LookProvider board={board}>
			<LanguageContext value={board.language ?? null}>
				<CaptionsContext value={board.captions.length > 0}>
					<AbsoluteFill lang={board.language} style={{ backgroundColor: theme.palette.background }}>
						{/* The key: all text is measured again once more fonts are there. */}
						<Fragment key={`scenes-${fonts}`}>
							{fonts === null
								? null
								: board.scenes.map((scene, index) => {
										const [last, next] = [board.scenes[index - 1], board.scenes[index + 1]];
										const exitFrames = next ? overlapInFrames(scene, next) : 0;
										const enterFrames = overlapInFrames(last, scene);
										const place: ScenePlace = {
											id: scene.id,
											family: (Object.hasOwn(scenes, scene.scene) ? scenes[scene.scene]?.family : undefined) ?? null,
											layout: scene.layout ?? null,
											icon: scene.icon ?? null,
											media: pictureOf(scene),
											focus: scene.focus ?? null,
											fit: scene.fit ?? null,
											index,
											from: spans[index]?.from ?? 0,
											margin: null,
											isLast: next === undefined,
											enterFrames,
											exitFrames,
											carried: {
												before: carriedFrom(last, scene, enterFrames),
												goesOn: carriedFrom(scene, next, exitFrames) !== null,
											},
											exitCovers: next?.transition ? (transitions[next.transition.type]?.covers ?? false) : false,
										};
										return (
											<Sequence
												key={scene.id}
												name={`${scene.id} · ${scene.scene}`}
												from={place.from}
												durationInFrames={scene.durationInFrames}
											>
												<Layer place={place} enter={scene.transition?.type ?? "none"} exit={next?.transition?.type ?? "none"}>
													<ScenePicture scene={scene} />
												</Layer>
											</Sequence>
										);
									})}
						</Fragment>
						<CarriedMark spans={spans} />
						{board.mark ? <CornerMark mark={board.mark} /> : null}
						{fonts === null ? null : <Captions key={`captions-${fonts}`} captions={board.captions} />}
					</AbsoluteFill>
				</CaptionsContext>
			</LanguageContext>
			<AudioTracks tracks={board.audio} />
			<TransitionSounds scenes={board.scenes} />
		</LookProvider>
	);
};

export const Film = () => <StoryboardFilm board={storyboard} />;
