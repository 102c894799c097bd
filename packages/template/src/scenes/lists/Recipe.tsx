import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { RecipeCard } from "./RecipeCard";
import { RecipeSequence } from "./RecipeSequence";

const recipeSchema = z.strictObject({
	title: line("Title", "Name of the dish").optional(),
	ingredients: z
		.array(
			z.strictObject({
				name: line("Ingredient", "What goes in"),
				amount: z.string().max(40).optional().meta({ title: "Amount", description: "Shown as written, like 320 g" }),
			}),
		)
		.min(1)
		.max(14)
		.meta({ title: "Ingredients", description: "One to fourteen, in order" }),
	steps: z.array(line("Step", "One thing to do")).max(8).meta({ title: "Steps", description: "Up to eight, in order" }),
	...commonFields,
});
export type RecipeProps = z.infer<typeof recipeSchema>;

const Recipe = (props: RecipeProps) => {
	const scene = useScene(props);
	const layout = useLayout(["card", "sequence"], "card");
	if (layout === "sequence" && props.steps.length > 0) return <RecipeSequence scene={scene} {...props} />;
	return <RecipeCard scene={scene} {...props} />;
};

export const recipe = defineScene({
	component: Recipe,
	schema: recipeSchema,
	title: "Recipe",
	description: "Ingredients with their amounts, then the steps",
	family: "lists",
	layouts: {
		card: "Ingredients on a card that the picture cuts, the steps beside it",
		sequence: "First the ingredients with large amounts, then the steps in their place",
	},
	defaultProps: {
		title: "Lemon rice",
		ingredients: [
			{ amount: "300 g", name: "rice" },
			{ amount: "2", name: "lemons" },
			{ amount: "1 tbsp", name: "mustard seeds" },
			{ amount: "8", name: "curry leaves" },
		],
		steps: ["Cook the rice and let it cool", "Fry seeds and leaves until they crackle", "Fold in rice and lemon juice"],
	},
	defaultDurationInFrames: 180,
});
