/** The storyboard of the fixture's film. */
export interface FixtureStoryboard {
	fps: number;
	width: number;
	height: number;
	theme: object;
	scenes: { id: string; scene: string; durationInFrames: number; props: Record<string, unknown> }[];
	audio: object[];
	captions: object[];
}

export function fixtureStoryboard(): FixtureStoryboard {
	return {
		fps: 30,
		width: 640,
		height: 360,
		theme: {
			palette: {
				background: "#101820",
				surface: "#182430",
				text: "#ffffff",
				muted: "#8899aa",
				accent: "#ff8800",
				accent2: "#00ccff",
			},
			fonts: { heading: "Inter", body: "Inter" },
			radius: 12,
			motion: 1,
		},
		scenes: [
			{ id: "title-1", scene: "Title", durationInFrames: 30, props: { title: "Hello film" } },
			{ id: "box-1", scene: "Box", durationInFrames: 30, props: { colour: "#00ff00" } },
		],
		audio: [],
		captions: [],
	};
}
