import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Callouts } from "./ProductCallouts";
import { Hero, Offer } from "./ProductLayouts";

const productCardSchema = z.strictObject({
	name: line("Name", "Of the product"),
	text: prose("Text", "A sentence about it").optional(),
	price: line("Price", "Shown as written").optional(),
	features: z
		.array(z.strictObject({ text: line("Feature", "A few words"), note: line("Note", "A few words more").optional() }))
		.max(4)
		.default([])
		.meta({ title: "Features", description: "Up to four, with a line to the product" }),
	src: line("Picture", "Of the product, below public/").optional(),
	object: line("Object", "Id of an object or icon, where there is no picture").optional(),
	...commonFields,
});
export type ProductProps = z.infer<typeof productCardSchema>;

const ProductCard = (props: ProductProps) => {
	const layout = useLayout(["callouts", "offer", "hero"], props.features.length > 0 ? "callouts" : "offer");
	if (layout === "hero") return <Hero props={props} />;
	if (layout === "offer" || props.features.length === 0) return <Offer props={props} />;
	return <Callouts props={props} />;
};

export const productCard = defineScene({
	component: ProductCard,
	schema: productCardSchema,
	title: "Product card",
	description: "One product, large, with its price and up to four features",
	family: "products",
	slots: ["media", "icon"],
	layouts: {
		callouts: "The product in the middle, a line from it to each feature",
		offer: "The product on a field of colour, its name, price and features beside it",
		hero: "The name across the whole picture, the product in front of it",
	},
	defaultProps: {
		name: "Field Bottle",
		price: "£24",
		features: [
			{ text: "Keeps cold", note: "for 24 hours" },
			{ text: "One hand", note: "opens the lid" },
			{ text: "Recycled steel" },
		],
		object: "bottle",
	},
	defaultDurationInFrames: 120,
});
