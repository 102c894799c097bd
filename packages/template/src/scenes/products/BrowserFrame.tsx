import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Beside, Close, Whole } from "./BrowserLayouts";
import { PagePhone } from "./PagePhone";

const browserFrameSchema = z.strictObject({
	url: line("Address", "In the address bar"),
	heading: line("Heading", "The largest words of the page"),
	lines: z.array(line("Line", "A short line")).max(6).meta({ title: "Lines", description: "Up to six lines of the page" }),
	src: line("Picture", "A screenshot below public/, instead of drawn lines").optional(),
	device: z.enum(["browser", "phone"]).optional().meta({ title: "Device", description: "What the page is shown on" }),
	...commonFields,
});
export type BrowserProps = z.infer<typeof browserFrameSchema>;

const BrowserFrame = (props: BrowserProps) => {
	const layout = useLayout(["window", "beside", "close"], "window");
	if (props.device === "phone") return <PagePhone props={props} />;
	if (layout === "beside") return <Beside props={props} />;
	if (layout === "close") return <Close props={props} />;
	return <Whole props={props} />;
};

export const browserFrame = defineScene({
	component: BrowserFrame,
	schema: browserFrameSchema,
	title: "Browser window",
	description: "A page in a browser window or on a phone, drawn or from a screenshot",
	family: "products",
	slots: ["media", "icon"],
	layouts: {
		window: "The whole window with the page in it",
		beside: "The heading large, the window beside it running off the picture",
		close: "The window larger than the picture and slanted, the heading on a field of colour",
	},
	defaultProps: {
		url: "example.com",
		heading: "Everything in one place",
		lines: ["Plan the week", "Share it with the team", "See what is done"],
		device: "browser",
	},
	defaultDurationInFrames: 135,
});
