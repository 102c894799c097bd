import { BarChart, barChartSchema } from "./BarChart";
import { BigNumber, bigNumberSchema } from "./BigNumber";
import { BrowserFrame, browserFrameSchema } from "./BrowserFrame";
import { Comparison, comparisonSchema } from "./Comparison";
import { defineScene, type SceneDefinition } from "./define";
import { ImagePan, imagePanSchema } from "./ImagePan";
import { KineticText, kineticTextSchema } from "./KineticText";
import { LineChart, lineChartSchema } from "./LineChart";
import { Logo, logoSchema } from "./Logo";
import { Outro, outroSchema } from "./Outro";
import { Points, pointsSchema } from "./Points";
import { Quote, quoteSchema } from "./Quote";
import { Steps, stepsSchema } from "./Steps";
import { Title, titleSchema } from "./Title";

export type { SceneDefinition, SceneProps } from "./define";

/** The scenes a storyboard can name. A scene of your own is a file beside this one and an entry here. */
export const scenes: Record<string, SceneDefinition> = {
	Title: defineScene({
		component: Title,
		schema: titleSchema,
		title: "Title",
		description: "Opens a film or a chapter: a large title with a line above and below",
		defaultProps: {
			kicker: "Introducing",
			title: "A title that says it plainly",
			subtitle: "One sentence that makes people stay",
		},
		defaultDurationInFrames: 90,
	}),
	KineticText: defineScene({
		component: KineticText,
		schema: kineticTextSchema,
		title: "Moving words",
		description: "A statement that comes in word by word, with words that stand out",
		defaultProps: { text: "Say one thing, and say it with your whole screen", emphasis: ["one", "whole"] },
		defaultDurationInFrames: 105,
	}),
	Points: defineScene({
		component: Points,
		schema: pointsSchema,
		title: "Points",
		description: "One to six numbered points, one after the other",
		defaultProps: {
			title: "Three things to remember",
			points: ["Start with the reason", "Show it, then name it", "End on what comes next"],
		},
		defaultDurationInFrames: 150,
	}),
	BigNumber: defineScene({
		component: BigNumber,
		schema: bigNumberSchema,
		title: "Big number",
		description: "A number that counts up, with what it means",
		defaultProps: { value: 12840, label: "cups poured in the first month", suffix: "+" },
		defaultDurationInFrames: 105,
	}),
	BarChart: defineScene({
		component: BarChart,
		schema: barChartSchema,
		title: "Bar chart",
		description: "Two to eight values side by side; one can stand out",
		defaultProps: {
			title: "Mornings win",
			unit: "visits in thousands",
			bars: [
				{ label: "Morning", value: 48 },
				{ label: "Noon", value: 31 },
				{ label: "Afternoon", value: 26 },
				{ label: "Evening", value: 39 },
			],
			highlight: "Morning",
		},
		defaultDurationInFrames: 135,
	}),
	LineChart: defineScene({
		component: LineChart,
		schema: lineChartSchema,
		title: "Line chart",
		description: "How a value went over time, drawn as you watch",
		defaultProps: {
			title: "Steady, then steep",
			unit: "members",
			points: [
				{ label: "Jan", value: 120 },
				{ label: "Feb", value: 180 },
				{ label: "Mar", value: 210 },
				{ label: "Apr", value: 320 },
				{ label: "May", value: 470 },
				{ label: "Jun", value: 760 },
			],
		},
		defaultDurationInFrames: 135,
	}),
	Quote: defineScene({
		component: Quote,
		schema: quoteSchema,
		title: "Quote",
		description: "Someone's words, and who said them",
		defaultProps: {
			quote: "It feels less like editing and more like thinking out loud.",
			author: "An early user",
			role: "Head of a small studio",
		},
		defaultDurationInFrames: 120,
	}),
	Comparison: defineScene({
		component: Comparison,
		schema: comparisonSchema,
		title: "Comparison",
		description: "Two cards: before and after, them and us; the right one stands out",
		defaultProps: {
			title: "Before and after",
			left: { title: "The old way", points: ["Days of back and forth", "One version, no way back", "Sent as a heavy file"] },
			right: { title: "The new way", points: ["Ready in an afternoon", "Every version kept", "Shared with one link"] },
		},
		defaultDurationInFrames: 150,
	}),
	Steps: defineScene({
		component: Steps,
		schema: stepsSchema,
		title: "Steps",
		description: "Two to six steps or moments along a line",
		defaultProps: {
			title: "How it works",
			steps: [
				{ title: "Describe", text: "Say what the film is about" },
				{ title: "Watch", text: "See it take shape at once" },
				{ title: "Refine", text: "Change anything by asking" },
			],
			layout: "auto",
		},
		defaultDurationInFrames: 150,
	}),
	ImagePan: defineScene({
		component: ImagePan,
		schema: imagePanSchema,
		title: "Picture",
		description: "A picture that fills the screen, with a slow camera and a caption",
		defaultProps: { src: "images/landscape.svg", caption: "Somewhere worth going", move: "in" },
		defaultDurationInFrames: 120,
	}),
	BrowserFrame: defineScene({
		component: BrowserFrame,
		schema: browserFrameSchema,
		title: "Browser window",
		description: "A page in a browser window or on a phone, drawn or from a screenshot",
		defaultProps: {
			url: "example.com",
			heading: "Everything in one place",
			lines: ["Plan the week", "Share it with the team", "See what is done"],
			device: "browser",
		},
		defaultDurationInFrames: 135,
	}),
	Logo: defineScene({
		component: Logo,
		schema: logoSchema,
		title: "Logo",
		description: "A sign that draws itself, a name and a tagline",
		defaultProps: { name: "Northlight", tagline: "Made with care, in motion", mark: "spark" },
		defaultDurationInFrames: 90,
	}),
	Outro: defineScene({
		component: Outro,
		schema: outroSchema,
		title: "Ending",
		description: "The last words, a button and an address",
		defaultProps: { title: "Ready when you are", action: "Get started", url: "example.com" },
		defaultDurationInFrames: 105,
	}),
};
