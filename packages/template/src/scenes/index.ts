import { BrowserFrame, browserFrameSchema } from "./BrowserFrame";
import { charts } from "./charts";
import { comparisons } from "./comparisons";
import { defineScene, type SceneDefinition } from "./define";
import { ImagePan, imagePanSchema } from "./ImagePan";
import { KineticText, kineticTextSchema } from "./KineticText";
import { Logo, logoSchema } from "./Logo";
import { lists } from "./lists";
import { numbers } from "./numbers";
import { Outro, outroSchema } from "./Outro";
import { people } from "./people";
import { pictures } from "./pictures";
import { places } from "./places";
import { Quote, quoteSchema } from "./Quote";
import { Title, titleSchema } from "./Title";
import { time } from "./time";

export type { SceneDefinition, SceneProps } from "./define";

/**
 * The scenes a storyboard can name. A scene of your own is a file in the folder of its family and an entry here. Each name
 * is written out, because the list is also read without running it.
 */
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
	Points: lists.Points,
	Steps: lists.Steps,
	IconList: lists.IconList,
	PriceList: lists.PriceList,
	Recipe: lists.Recipe,
	Table: lists.Table,
	BigNumber: numbers.BigNumber,
	Odometer: numbers.Odometer,
	Ring: numbers.Ring,
	IconArray: numbers.IconArray,
	BarChart: charts.BarChart,
	LineChart: charts.LineChart,
	Donut: charts.Donut,
	ColumnRace: charts.ColumnRace,
	Comparison: comparisons.Comparison,
	Versus: comparisons.Versus,
	BeforeAfter: comparisons.BeforeAfter,
	Score: comparisons.Score,
	Timeline: time.Timeline,
	OpeningHours: time.OpeningHours,
	Weather: time.Weather,
	Countdown: time.Countdown,
	RouteMap: places.RouteMap,
	Testimonial: people.Testimonial,
	Rating: people.Rating,
	Team: people.Team,
	Credits: people.Credits,
	Subject: pictures.Subject,
	Motif: pictures.Motif,
};
