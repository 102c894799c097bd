import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { ContrastText } from "./ContrastText";
import { SplitText } from "./SplitText";
import { type KineticProps, kineticTextSchema } from "./statement-fields";
import { WordByWord } from "./WordByWord";

const KineticText = (props: KineticProps) => {
	const layout = useLayout(["words", "marker", "contrast", "split"], "words");
	if (layout === "contrast") return <ContrastText props={props} />;
	if (layout === "split") return <SplitText props={props} />;
	return <WordByWord props={props} marker={layout === "marker"} />;
};

export const kineticText = defineScene({
	component: KineticText,
	schema: kineticTextSchema,
	title: "Moving words",
	description: "A statement that comes in word by word, with words that stand out",
	family: "statements",
	layouts: {
		words: "Word by word, beside an object where the scene has one",
		marker: "The words stand, and a marker runs over those that count",
		contrast: "A few words as large as the picture, the rest small before and after them",
		split: "Each line on a band of its own across the picture, from opposite sides",
	},
	slots: ["icon"],
	defaultProps: { text: "Say one thing, and say it with your whole screen", emphasis: ["one", "whole"] },
	defaultDurationInFrames: 105,
});
