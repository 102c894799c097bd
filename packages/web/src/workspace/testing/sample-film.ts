import { Storyboard } from "@storydream/protocol";

/** A film of these scenes, as tests need one: everything that does not matter to them is the same. */
export const sampleFilm = (scenes: Record<string, unknown>[]): Storyboard =>
	Storyboard.parse({
		fps: 30,
		width: 1920,
		height: 1080,
		theme: {
			palette: {
				background: "#000000",
				surface: "#111111",
				text: "#ffffff",
				muted: "#999999",
				accent: "#ffaa00",
				accent2: "#00aaff",
			},
			fonts: { heading: "Inter", body: "Inter" },
			radius: 12,
			motion: 1,
		},
		scenes,
	});
