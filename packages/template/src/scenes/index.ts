import { charts } from "./charts";
import { comparisons } from "./comparisons";
import { contact } from "./contact";
import type { SceneDefinition } from "./define";
import { endings } from "./endings";
import { lists } from "./lists";
import { numbers } from "./numbers";
import { people } from "./people";
import { pictures } from "./pictures";
import { places } from "./places";
import { products } from "./products";
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
	PhoneFrame: products.PhoneFrame,
	BrowserFrame: products.BrowserFrame,
	CodeWindow: products.CodeWindow,
	Terminal: products.Terminal,
	ChatBubbles: products.ChatBubbles,
	ProductCard: products.ProductCard,
	ImagePan: pictures.ImagePan,
	SplitPicture: pictures.SplitPicture,
	Gallery: pictures.Gallery,
	Subject: pictures.Subject,
	Motif: pictures.Motif,
	Ticker: pictures.Ticker,
	ContactCard: contact.ContactCard,
	Invitation: contact.Invitation,
	Outro: endings.Outro,
	Confetti: endings.Confetti,
};
