import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Mosaic, Strip } from "./GalleryLayouts";
import { Stack } from "./GalleryStack";

const gallerySchema = z.strictObject({
	title: line("Title", "What the pictures show").optional(),
	pictures: z
		.array(
			z.strictObject({
				src: line("Picture", "Path below public/, like assets/photo.jpg").optional(),
				caption: line("Caption", "A few words on the picture").optional(),
				object: line("Object", "Id of an object or icon, where there is no picture").optional(),
			}),
		)
		.min(1)
		.max(12)
		.meta({ title: "Pictures", description: "One to twelve" }),
	...commonFields,
});
export type GalleryProps = z.infer<typeof gallerySchema>;

const Gallery = (props: GalleryProps) => {
	const layout = useLayout(["mosaic", "strip", "stack"], "mosaic");
	if (layout === "strip") return <Strip props={props} />;
	if (layout === "stack") return <Stack props={props} />;
	return <Mosaic props={props} />;
};

export const gallery = defineScene({
	component: Gallery,
	schema: gallerySchema,
	title: "Gallery",
	description: "One to twelve pictures, or drawn things in their place",
	family: "pictures",
	slots: ["media", "icon"],
	layouts: {
		mosaic: "The pictures fill the film's picture without gaps, the title on a tile of its own",
		strip: "Large pictures in a row that the camera moves along",
		stack: "Prints that fall on a pile one after the other, the title beside it",
	},
	defaultProps: {
		title: "A summer by the sea",
		pictures: [
			{ src: "images/landscape.svg" },
			{ object: "shell", caption: "Found at low tide" },
			{ object: "lighthouse" },
			{ object: "icecream", caption: "Twice a day" },
		],
	},
	defaultDurationInFrames: 135,
});
