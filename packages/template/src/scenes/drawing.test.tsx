import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Internals } from "remotion";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Screen } from "../backdrops/night";
import type { ScenePlace } from "../design/context";
import { ScenePlaceContext, useScenePlace } from "../design/context";
import { FittedLines } from "../design/FittedLines";
import { useScene } from "../design/scene";

type Picture = { frame?: number; durationInFrames?: number; look?: string };

const metadataOf = (durationInFrames: number) => ({
	width: 1920,
	height: 1080,
	fps: 30,
	durationInFrames,
	props: {},
	defaultCodec: null,
	defaultOutName: null,
	defaultVideoImageFormat: null,
	defaultPixelFormat: null,
	defaultProResProfile: null,
	defaultSampleRate: null,
});

/** Remotion's contexts around one frame of a composition: neither a player nor a browser is needed. */
const compositionOf = (children: ReactNode, { frame = 0, durationInFrames = 120 }: Picture) => {
	const metadata = metadataOf(durationInFrames);
	return (
		<Internals.RemotionRootContexts
			frameState={{ film: frame }}
			numberOfAudioTags={0}
			logLevel="error"
			audioLatencyHint="playback"
			previewSampleRate={null}
			videoEnabled
			audioEnabled={false}
			_experimentalKeepAudioContextAlive={false}
		>
			<Internals.CanUseRemotionHooksProvider>
				<Internals.CompositionManager
					value={{
						compositions: [{ ...metadata, id: "film", component: () => null, defaultProps: {} } as never],
						currentCompositionMetadata: metadata,
						currentAssetMetadata: null,
						folders: [],
						canvasContent: { type: "composition", compositionId: "film" },
					}}
				>
					{children}
				</Internals.CompositionManager>
			</Internals.CanUseRemotionHooksProvider>
		</Internals.RemotionRootContexts>
	);
};

const PLACE: ScenePlace = {
	id: "scene",
	family: null,
	layout: null,
	icon: null,
	media: null,
	focus: null,
	fit: null,
	index: 0,
	from: 0,
	isLast: true,
	enterFrames: 0,
	exitFrames: 0,
	carried: { before: null, goesOn: false },
	exitCovers: true,
	margin: null,
};

/** Functions that draw one frame of a film as markup, with the modules as they are loaded now. */
const loadDrawing = async () => {
	const [{ ScenePlaceContext }, { LookProvider }, { scenes }] = await Promise.all([
		import("../design/context"),
		import("../looks/context"),
		import("."),
	]);
	const drawFrame = (children: ReactNode, { look = "swiss", ...picture }: Picture = {}): string =>
		renderToStaticMarkup(compositionOf(<LookProvider board={{ look, theme: {} }}>{children}</LookProvider>, picture));
	const drawScene = (name: string, layout: string | null, props: object, picture: Picture = {}): string => {
		const scene = scenes[name];
		if (!scene) throw new Error(`There is no scene "${name}".`);
		const drawn = createElement(scene.component, scene.schema.parse(props) as never);
		return drawFrame(<ScenePlaceContext value={{ ...PLACE, layout }}>{drawn}</ScenePlaceContext>, picture);
	};
	return { drawFrame, drawScene };
};
const { drawFrame, drawScene } = await loadDrawing();

// Remotion reads the last frame of its studio from it.
beforeAll(() => void vi.stubGlobal("localStorage", { getItem: () => null }));
afterAll(() => void vi.unstubAllGlobals());

/** The words of a picture, in their order. */
const wordsOf = (markup: string): string => markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

describe("a race of bars", () => {
	const bars = [
		{ label: "A", values: [1, 2, 99] },
		{ label: "B", values: [3, 4] },
	];
	it.each(["race", "columns"])("ends with the values of its last moment in the layout %s", (layout) => {
		const words = wordsOf(drawScene("ColumnRace", layout, { title: "T", moments: ["May", "June"], bars }, { frame: 119 }));
		expect(words).toContain("June");
		expect(words).not.toContain("99");
	});

	it("keeps the last value of a bar that has too few", () => {
		const short = [
			{ label: "A", values: [1, 7] },
			{ label: "B", values: [3, 4, 5] },
		];
		const props = { title: "T", moments: ["May", "June", "July"], bars: short };
		expect(wordsOf(drawScene("ColumnRace", "race", props, { frame: 119 }))).toMatch(/\b7\b/);
	});
});

describe("a countdown to a last word", () => {
	const props = { count: 30, unit: "seconds", label: "until lift-off", end: "Go!" };

	it("shows the count, the unit and the label on its first frame", () => {
		const words = wordsOf(drawScene("Countdown", null, props));
		for (const word of ["30", "seconds", "until lift-off"]) expect(words).toContain(word);
	});

	it("shows the last word on its last frame", () => {
		expect(wordsOf(drawScene("Countdown", null, props, { frame: 119 }))).toContain("Go!");
	});

	it("shows every number of a short count, and 1 before the last word of a long one", () => {
		const shown = (count: number) => {
			const frames = Array.from({ length: 30 }, (_, index) =>
				drawScene("Countdown", null, { ...props, count }, { frame: index * 4 }),
			);
			return [...new Set(frames.map((markup) => /scale\([^)]*\)">(\d+)</.exec(markup)?.[1]).filter(Boolean))];
		};
		expect(shown(5)).toEqual(["5", "4", "3", "2", "1"]);
		const long = shown(30);
		expect([long.at(0), long.at(-1)]).toEqual(["30", "1"]);
	});
});

describe("dust in the light of a cinema", () => {
	const Dust = ({ time }: { time: number }) => (
		<Screen scene={useScene({})} time={time} turn={0} reach={1} calm={false} crowded={false} />
	);

	it.each([0, 64, 200, 3600])("stays inside the picture after %d seconds", (time) => {
		const heights = [...drawFrame(<Dust time={time} />).matchAll(/cy="([^"]+)"/g)].map(([, y]) => Number(y));
		expect(heights.length).toBeGreaterThan(0);
		expect(heights.filter((y) => !(y >= 0 && y < 1080))).toEqual([]);
	});
});

describe("a typed line", () => {
	const Typed = () => {
		const scene = useScene({});
		const fitted = { fontSize: 80, lines: ["A line that is typed"], width: 800, height: 80 };
		return <FittedLines scene={scene} voice={scene.voices.heading} fitted={fitted} color="#123456" />;
	};

	it("is whole on a film's first frame, which stands for the film", () => {
		expect(drawFrame(<Typed />, { frame: 0, look: "terminal" })).not.toMatch(/visibility:hidden[^>]*>[^<]/);
	});

	it("has a box for a cursor, not a sign that fonts may lack", () => {
		const later = (
			<LaterPlace>
				<Typed />
			</LaterPlace>
		);
		const markup = drawFrame(later, { frame: 5, look: "terminal" });
		expect(markup).toContain("visibility:hidden");
		expect(wordsOf(markup)).not.toContain("▌");
		expect(markup).toMatch(/<span style="position:absolute[^"]*width:[^"]*background-color:[^"]*"><\/span>/);
	});
});

describe("the first and the last frame of a film", () => {
	const looks = ["swiss", "terminal", "playroom", "brutal"];
	const titles = ["overlap", "stack", "poster", "typed"].flatMap((layout) => looks.map((look) => [layout, look] as const));
	it.each(titles)("holds the whole title first, in the layout %s and the look %s", (layout, look) => {
		const markup = drawScene("Title", layout, { title: "Small Wings" }, { frame: 0, look });
		expect(wordsOf(markup)).toMatch(/Small\s+Wings/);
		expect(markup).not.toMatch(/visibility:hidden[^>]*>[^<]/);
	});

	const ending = { title: "Clean Wells", action: "Donate", url: "wells.example", price: "£12", note: "A year of water" };
	const endings = ["chip", "code", "flood", "ticket"].flatMap((layout) => looks.map((look) => [layout, look] as const));
	it.each(endings)("holds all of the ending last, in the layout %s and the look %s", (layout, look) => {
		const words = wordsOf(drawScene("Outro", layout, ending, { frame: 119, look }));
		for (const text of Object.values(ending)) expect(words.replaceAll(/\s/g, "")).toContain(text.replaceAll(" ", ""));
	});
});

describe("confetti", () => {
	it.each(["burst", "rain"])("is the same whenever a frame is drawn, and another one in the next, as %s", (layout) => {
		const [once, again, next] = [40, 40, 41].map((frame) => drawScene("Confetti", layout, { title: "T" }, { frame }));
		expect(again).toBe(once);
		expect(next).not.toBe(once);
	});
});

/** In a scene that is not the film's first. */
function LaterPlace({ children }: { children: ReactNode }) {
	return <ScenePlaceContext value={{ ...useScenePlace(), index: 1 }}>{children}</ScenePlaceContext>;
}

describe("a rolling number", () => {
	const whole: [what: string, value: string][] = [
		["Arabic letters", "٤٢ كيلومتر"],
		["Hebrew letters", "12 ק״מ"],
		["letters with marks", "१२ किमी"],
		["an emoji of several code points", "3 👩‍🚀"],
	];
	it.each(whole)("is drawn in one piece with %s", (_what, value) => {
		for (const layout of ["drum", "line"]) {
			const markup = drawScene("Odometer", layout, { value, label: "L" }, { frame: 60 }).replaceAll("\u00a0", " ");
			expect(markup).toContain(value);
		}
	});

	it("has a strip for each sign of a Latin text", () => {
		expect(drawScene("Odometer", "drum", { value: "12 km", label: "L" }, { frame: 60 })).not.toContain("12 km");
	});
});

/** Keys that two siblings share, of all elements that were made since the last test. */
let sharedKeys: string[] = [];
const noteSharedKeys = (children: unknown): void => {
	if (!Array.isArray(children)) return;
	const keys = children.flatMap((child: { key?: string | null } | null) => child?.key ?? []);
	sharedKeys.push(...keys.filter((key, index) => keys.indexOf(key) !== index));
	for (const child of children) noteSharedKeys(child);
};

type Create = (type: unknown, props: Record<string, unknown>, ...rest: unknown[]) => unknown;

describe("texts that a scene shows twice", () => {
	// React reports a shared key only in a browser: here the elements are looked at as they are made.
	const drawingThatNotesKeys = async () => {
		vi.resetModules();
		vi.doMock("react/jsx-dev-runtime", async (original) => {
			const runtime = await original<{ jsxDEV: Create }>();
			const jsxDEV: Create = (type, props, ...rest) => {
				for (const value of Object.values(props)) noteSharedKeys(value);
				return runtime.jsxDEV(type, props, ...rest);
			};
			return { ...runtime, jsxDEV };
		});
		return loadDrawing();
	};
	let drawing: Awaited<ReturnType<typeof loadDrawing>>;
	beforeAll(async () => {
		drawing = await drawingThatNotesKeys();
	});
	afterEach(() => {
		sharedKeys = [];
	});
	afterAll(() => {
		vi.doUnmock("react/jsx-dev-runtime");
		vi.resetModules();
	});

	const days = [
		{ day: "Mon", hours: "9-12" },
		{ day: "Mon", hours: "9:00–12:00, 9:00–17:00" },
	];
	const pictures: [scene: string, layout: string, props: object][] = [
		["OpeningHours", "board", { title: "Open", days }],
		["OpeningHours", "bars", { title: "Open", days }],
		["RouteMap", "ticket", { from: "A", to: "B", via: ["C", "C"], note: "C" }],
	];
	it.each(pictures)("have keys of their own in %s as %s", (scene, layout, props) => {
		drawing.drawScene(scene, layout, props, { frame: 60 });
		expect(sharedKeys).toEqual([]);
	});
});
