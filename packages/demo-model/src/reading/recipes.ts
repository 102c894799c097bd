import type { Block, Row } from "./blocks.ts";
import { MEASURE } from "./patterns.ts";

/** Words that name a recipe, in the languages of the word tables. */
const RECIPE =
	/recipe|rezept|recette|receta|receita|ricetta|przepis|recept(?:en|et)?(?![\p{L}])|tarif(?:i|ler)?(?![\p{L}])|レシピ|作り方|材料|재료|食材|食谱|菜谱|做法|레시피|وصفة|מתכון|रेसिपी|विधि/iu;
/** Headings of the steps. */
const STEPS =
	/^(?:手順|作り方|步骤|做法|만드는 (?:법|방법)|순서|steps|schritte|zubereitung|préparation|étapes|pasos|preparación|elaboración|passos|modo de preparo|preparo|procedimento|preparazione|procedimento|kroki|przygotowanie|wykonanie|stappen|bereiding|yapılışı|hazırlanışı|الخطوات|طريقة (?:التحضير|العمل)|אופן ההכנה|הכנה|विधि|बनाने की विधि)$/iu;
const AMOUNT = `(?:\\d+(?:[.,/]\\d+)?|[½¼¾⅓⅔]|\\d+\\s?[½¼¾])(?:\\s?[–-]\\s?\\d+)?(?:\\s?(?:${MEASURE}|個|本|枚|丁|杯|个|只|개|큰술|작은술)\\.?(?![\\p{L}]))?`;
const AMOUNT_FIRST = new RegExp(`^(${AMOUNT})\\s+(.{2,50})$`, "iu");
const AMOUNT_LAST = new RegExp(`^(.{1,30}?)\\s?(${AMOUNT})$`, "iu");
/** A recipe of more things than this keeps its steps in a scene of their own. */
const MOST = { steps: 8, all: 16, stepLength: 90 };
/** Ingredients that make a recipe where no word says that it is one. */
const LEAST_INGREDIENTS = 3;

type Recipe = Extract<Block, { kind: "recipe" }>;

/** Ingredients are one recipe with the steps right behind them: a list, clauses or sentences that say what to do. */
export function withRecipes(blocks: readonly Block[], prompt: string): Block[] {
	const named = RECIPE.test(prompt);
	const result: Block[] = [];
	let index = 0;
	while (index < blocks.length) {
		const block = blocks[index];
		if (!block) break;
		const found = block.kind === "recipe" ? { recipe: block, next: index + 1 } : named ? ingredientsAt(blocks, index) : null;
		if (!found) {
			result.push(block);
			index++;
			continue;
		}
		const steps = stepsFrom(blocks, found.next, found.recipe);
		result.push(withSteps(found.recipe, blocks.slice(found.next, steps.next), steps.items));
		index = steps.next;
	}
	return result;
}

/** Ingredients that begin at a place: a list of them, or lines of one each. Null: none. */
function ingredientsAt(blocks: readonly Block[], start: number): { recipe: Recipe; next: number } | null {
	const first = blocks[start];
	if (!first) return null;
	if (first.kind === "numbers" || first.kind === "list" || first.kind === "series") {
		const items = first.kind === "series" ? first.lines : first.items;
		const amounts = items.filter((item) => AMOUNT_FIRST.test(item) || AMOUNT_LAST.test(item)).length;
		if (items.length < LEAST_INGREDIENTS || amounts * 2 <= items.length) return null;
		return { recipe: recipeOf(first, first.title, items), next: start + 1 };
	}
	let next = start;
	while (isIngredient(blocks[next])) next++;
	const run = blocks.slice(start, next);
	const items = run.map(({ text }) => text);
	const after = blocks[next];
	// The last of the lines stands right above the steps, as a heading would.
	const last = after?.kind === "steps" && after.title !== null && after.title.length <= 40 ? [after.title] : [];
	if (run.length === 0 || run.length + last.length < LEAST_INGREDIENTS) return null;
	return { recipe: recipeOf(first, null, [...items, ...last]), next };
}

function isIngredient(block: Block | undefined): boolean {
	if (block?.kind !== "number" && block?.kind !== "statement") return false;
	return AMOUNT_FIRST.test(block.text) || AMOUNT_LAST.test(block.text);
}

function recipeOf({ from, hint }: Block, title: string | null, items: readonly string[]): Recipe {
	const text = [title, ...items].filter(Boolean).join("\n");
	return { kind: "recipe", from, hint, text, lines: [...items], title, rows: items.map(rowOf), steps: [] };
}

function rowOf(item: string): Row {
	const ahead = AMOUNT_FIRST.exec(item);
	if (ahead?.[1] && ahead[2]) return { name: ahead[2], value: ahead[1], valueFirst: true };
	const behind = AMOUNT_LAST.exec(item);
	// An amount behind its ingredient stays there: "卵2個", "김치 200g".
	if (behind) return { name: item, value: "", valueFirst: true };
	return { name: item, value: "", valueFirst: true };
}

/** The steps right behind a recipe, as far as one scene has room for them. */
function stepsFrom(blocks: readonly Block[], start: number, recipe: Recipe): { items: string[]; next: number } {
	const items: string[] = [];
	let next = start;
	for (; next < blocks.length; next++) {
		const steps = stepsIn(blocks[next], recipe);
		if (!steps || items.length + steps.length > MOST.steps) break;
		if (items.length + steps.length + recipe.rows.length > MOST.all) break;
		items.push(...steps);
	}
	return items.length >= 2 ? { items, next } : { items: [], next: start };
}

function stepsIn(block: Block | undefined, recipe: Recipe): string[] | null {
	if (!block) return null;
	if (block.kind === "steps") return block.title === null || recipe.lines.includes(block.title) ? block.items : null;
	if (block.kind === "list" && block.title !== null && STEPS.test(block.title)) return block.items;
	if (block.kind !== "statement" && block.kind !== "list" && block.kind !== "number") return null;
	if ((block.kind === "list" && block.title !== null) || block.hint !== "") return null;
	// "Chop the vegetables, fry them, simmer 20 minutes": clauses of one sentence, in order.
	const clauses = block.text.split(/[,;，；、،]\s*/).filter((item) => item.trim() !== "");
	const steps = clauses.length >= 3 ? clauses : [block.text];
	return steps.every((item) => item.length <= MOST.stepLength) ? steps : null;
}

function withSteps(recipe: Recipe, blocks: readonly Block[], steps: readonly string[]): Recipe {
	if (steps.length === 0) return recipe;
	return {
		...recipe,
		text: [recipe.text, ...blocks.map(({ text }) => text)].join("\n"),
		lines: [...recipe.lines, ...steps],
		steps: [...steps],
	};
}
