import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { PriceHero } from "./PriceHero";
import { PriceMenu } from "./PriceMenu";
import { PriceTags } from "./PriceTags";

const priceListSchema = z.strictObject({
	title: line("Title", "What is for sale").optional(),
	items: z
		.array(
			z.strictObject({
				name: line("Name", "What it is"),
				price: z.string().max(40).meta({ title: "Price", description: "Shown as written, like €4.50" }),
				oldPrice: z.string().max(40).optional().meta({ title: "Old price", description: "Crossed out before the price" }),
				note: line("Note", "A few words more").optional(),
			}),
		)
		.min(1)
		.max(8)
		.meta({ title: "Items", description: "One to eight things with their prices" }),
	...commonFields,
});
export type PriceListProps = z.infer<typeof priceListSchema>;
export type PriceItem = PriceListProps["items"][number];

const PriceList = (props: PriceListProps) => {
	const scene = useScene(props);
	const few = props.items.length <= 2;
	const layout = useLayout(["menu", "tags", "hero"], few ? "hero" : "menu");
	if (layout === "hero" && few) return <PriceHero scene={scene} {...props} />;
	if (layout === "tags") return <PriceTags scene={scene} {...props} />;
	return <PriceMenu scene={scene} {...props} />;
};

export const priceList = defineScene({
	component: PriceList,
	schema: priceListSchema,
	title: "Price list",
	description: "One to eight things with their prices, an old price crossed out",
	family: "lists",
	layouts: {
		menu: "A menu: names on the left, dots that lead to the prices on the right",
		tags: "The picture divided into tiles, each with a large price",
		hero: "One or two offers that fill the picture",
	},
	defaultProps: {
		title: "This week at the bakery",
		items: [
			{ name: "Sourdough", price: "€4.80", note: "baked at five every morning" },
			{ name: "Seeded rye", price: "€5.20" },
			{ name: "Cinnamon bun", price: "€2.60", oldPrice: "€3.10" },
			{ name: "Plum cake", price: "€3.40" },
		],
	},
	defaultDurationInFrames: 150,
});
