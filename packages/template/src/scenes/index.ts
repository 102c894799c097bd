import { BrowserFrame, browserFrameSchema } from "./BrowserFrame";
import { charts } from "./charts";
import { comparisons } from "./comparisons";
import { contact } from "./contact";
import { defineScene, type SceneDefinition } from "./define";
import { endings } from "./endings";
import { ImagePan, imagePanSchema } from "./ImagePan";
import { lists } from "./lists";
import { numbers } from "./numbers";
import { people } from "./people";
import { pictures } from "./pictures";
import { places } from "./places";
import { statements } from "./statements";
import { time } from "./time";
import { titles } from "./titles";

export type { SceneDefinition, SceneProps } from "./define";

/**
 * The scenes a storyboard can name. A scene of your own is a file in the folder of its family and an entry here. Each name
 * is written out, because the list is also read without running it.
 */
export const scenes: Record<string, SceneDefinition> = {
	Title: titles.Title,
	ChapterMark: titles.ChapterMark,
	Logo: titles.Logo,
	KineticText: statements.KineticText,
	Quote: statements.Quote,
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
	ContactCard: contact.ContactCard,
	Invitation: contact.Invitation,
	Outro: endings.Outro,
	Confetti: endings.Confetti,
};
