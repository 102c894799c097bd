import { Fragment, useMemo } from "react";
import { type CalculateMetadataFunction, Composition, Freeze, registerRoot, Sequence, useCurrentFrame } from "remotion";
import { StoryboardFilm } from "../../src/Film";
import { looks, themeOfLook } from "../../src/looks";
import { paletteOf } from "../../src/looks/resolve";
import { scenes } from "../../src/scenes";
import { filmDurationInFrames, parseStoryboard, type Storyboard } from "../../src/storyboard";
import { presets } from "../../src/theme";
import { type Cell, SheetRequest } from "./request";

const everything = (wanted: string[], known: string[]) => (wanted.includes("all") ? known : wanted);

const WORDS: Record<SheetRequest["stress"], (text: string) => string> = {
	none: (text) => text,
	long: (text) => `${text} and then a good deal more than anybody planned to write in this place`,
	word: () => "Donaudampfschifffahrtsgesellschaftskapitän",
};

/** The same value with each of its texts changed; addresses of files stay. */
const stressed = (value: unknown, change: (text: string) => string): unknown => {
	if (typeof value === "string") return /[/.]/.test(value) ? value : change(value).slice(0, 300);
	if (Array.isArray(value)) return value.map((item) => stressed(item, change));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stressed(inner, change)]));
};

const themeFor = (look: string, palette: string): { look?: string; theme: unknown } => {
	if (look in presets) return { theme: presets[look as keyof typeof presets] };
	const definition = looks[look];
	if (!definition) throw new Error(`There is no look "${look}". Looks: ${Object.keys(looks).join(", ")}.`);
	const [tone, number = "0"] = palette.split("-");
	if (tone !== "light" && tone !== "dark") return { look, theme: {} };
	const chosen = definition.palettes[tone][Number(number)];
	return { look, theme: chosen ? { palette: paletteOf(chosen) } : { palette: themeOfLook(definition).palette } };
};

const cellsOf = (request: SheetRequest): Cell[] => {
	const { width, height, frames } = request;
	if (request.board)
		return frames.map((frame) => ({ label: `${frame}`, scene: "", layout: "", look: "", board: request.board, frame }));
	return everything(request.scenes, Object.keys(scenes)).flatMap((scene) => {
		const definition = scenes[scene];
		if (!definition) throw new Error(`There is no scene "${scene}". Scenes: ${Object.keys(scenes).join(", ")}.`);
		const known = Object.keys(definition.layouts ?? {});
		const layouts = everything(request.layouts, known.length > 0 ? known : ["auto"]);
		return layouts.flatMap((layout) =>
			everything(request.looks, Object.keys(looks)).flatMap((look) =>
				request.palettes.flatMap((palette) =>
					frames.map((frame): Cell => {
						const props = stressed({ ...definition.defaultProps, ...request.props }, WORDS[request.stress]);
						const own = layout !== "auto" && known.includes(layout) ? { layout } : {};
						const shown = {
							id: `${scene}-1`.toLowerCase(),
							scene,
							durationInFrames: definition.defaultDurationInFrames,
							props,
							...own,
							...request.fields,
						};
						const board = { fps: 30, width, height, ...themeFor(look, palette), scenes: [shown] };
						const at = frame < 0 ? definition.defaultDurationInFrames + frame : frame;
						return {
							label: [scene, own.layout, look, palette === "own" ? "" : palette, at].filter(Boolean).join(" "),
							scene,
							layout: own.layout ?? "",
							look,
							board,
							frame: at,
						};
					}),
				),
			),
		);
	});
};

/** Px under each still for its name. */
const stripOf = ({ width, height, labels }: Pick<SheetRequest, "width" | "height" | "labels">) =>
	labels ? Math.round(Math.max(width, height) / 32) : 0;

const metadata: CalculateMetadataFunction<{ request: SheetRequest; cells: Cell[] }> = ({ props }) => {
	const request = SheetRequest.parse(props.request);
	const cells = cellsOf(request);
	const height = request.height + stripOf(request);
	return { props: { request, cells }, durationInFrames: cells.length, width: request.width, height, fps: 30 };
};

/** Frozen outside of all sequences: inside of one, the frame would count from its start. */
const Still = ({ board, frame }: { board: Storyboard; frame: number }) => (
	<Freeze frame={frame}>
		<Sequence
			durationInFrames={filmDurationInFrames(board)}
			width={board.width}
			height={board.height}
			style={{ height: board.height }}
		>
			<StoryboardFilm board={board} />
		</Sequence>
	</Freeze>
);

const Sheet = ({ cells, request }: { cells: Cell[]; request: SheetRequest }) => {
	const number = useCurrentFrame();
	const cell = cells[number];
	if (!cell) return null;
	// A still of its own each: nothing of the one before may stay.
	return (
		<Fragment key={number}>
			<Still board={parseStoryboard(cell.board)} frame={cell.frame} />
			<div
				style={{
					display: request.labels ? "block" : "none",
					position: "absolute",
					bottom: 0,
					height: stripOf(request),
					fontSize: stripOf(request) * 0.62,
					fontFamily: "monospace",
					color: "#ddd",
					whiteSpace: "nowrap",
				}}
			>
				{cell.label}
			</div>
		</Fragment>
	);
};

type BoardProps = { request: SheetRequest; cells: Cell[] };
/** The film of the first cell by itself: to measure how long its frames take. */
const filmMetadata: CalculateMetadataFunction<BoardProps> = ({ props }) => {
	const cells = cellsOf(SheetRequest.parse(props.request));
	const board = parseStoryboard(cells[0]?.board);
	const { width, height, fps } = board;
	return { props: { ...props, cells }, durationInFrames: filmDurationInFrames(board), width, height, fps };
};
const First = ({ cells }: BoardProps) => <StoryboardFilm board={useMemo(() => parseStoryboard(cells[0]?.board), [cells])} />;

const Compositions = () => (
	<>
		<Composition
			id="First"
			component={First}
			calculateMetadata={filmMetadata}
			defaultProps={{ request: {} as SheetRequest, cells: [] as Cell[] }}
			width={1920}
			height={1080}
			fps={30}
			durationInFrames={1}
		/>
		<Composition
			id="Sheet"
			component={Sheet}
			calculateMetadata={metadata}
			defaultProps={{ request: {} as SheetRequest, cells: [] as Cell[] }}
			width={1920}
			height={1080}
			fps={30}
			durationInFrames={1}
		/>
	</>
);

registerRoot(Compositions);
