import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { TitleOverlap } from "./TitleOverlap";
import { TitlePoster } from "./TitlePoster";
import { TitleStack } from "./TitleStack";
import { TitleTyped } from "./TitleTyped";
import { type TitleProps, titleSchema } from "./title-fields";

const Title = (props: TitleProps) => {
	const layout = useLayout(["overlap", "stack", "poster", "typed"], "overlap");
	if (layout === "stack") return <TitleStack props={props} />;
	if (layout === "poster") return <TitlePoster props={props} />;
	if (layout === "typed") return <TitleTyped props={props} />;
	return <TitleOverlap props={props} />;
};

export const title = defineScene({
	component: Title,
	schema: titleSchema,
	title: "Title",
	description: "Opens a film or a chapter: a large title with a line above and below",
	family: "titles",
	layouts: {
		overlap: "Large words at the foot, over the edge of an object or a picture that runs off the picture",
		stack: "A block of lines that are all as wide as the picture, each in its own size",
		poster: "Two fields of colour: the words in one, an object, a picture or large forms in the other",
		typed: "The words are written sign by sign behind a cursor",
	},
	slots: ["media", "icon"],
	defaultProps: {
		kicker: "Introducing",
		title: "A title that says it plainly",
		subtitle: "One sentence that makes people stay",
	},
	defaultDurationInFrames: 90,
});
