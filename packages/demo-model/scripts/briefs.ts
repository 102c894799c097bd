import { parseArgs } from "node:util";
import { type Line, lineOf, type Measure, measure, report } from "../src/testing/briefs/measure.ts";
import { BRIEF_SET } from "../src/testing/briefs/set/index.ts";

/**
 * Plans all briefs of the set and prints how much of what they want is shown, by class and by language.
 * `--faults` lists each fault with its prompt, `--scenes` the scenes of the plans at fault, `--only <text>` measures the
 * briefs whose language, class or prompt has the text.
 */
const { values } = parseArgs({
	options: { faults: { type: "boolean" }, scenes: { type: "boolean" }, only: { type: "string" } },
});

const { only } = values;
const measured = Object.entries(BRIEF_SET).flatMap(([language, briefs]) =>
	briefs
		.filter((brief) => !only || language === only || brief.class === only || brief.prompt.includes(only))
		.map((brief) => ({ language, ...measure(brief) })),
);

function row({ name, briefs, wanted, missing, leaked, lengthsOff, ratiosOff, titlesOff, scenesOff }: Line): string {
	const share = wanted === 0 ? 100 : (100 * (wanted - missing)) / wanted;
	return [
		name.padEnd(14),
		String(briefs).padStart(6),
		String(wanted).padStart(7),
		`${share.toFixed(1)} %`.padStart(8),
		String(leaked).padStart(13),
		`${briefs - lengthsOff}/${briefs}`.padStart(9),
		`${briefs - ratiosOff}/${briefs}`.padStart(9),
		`${briefs - titlesOff}/${briefs}`.padStart(9),
		`${briefs - scenesOff}/${briefs}`.padStart(9),
	].join("  ");
}

function table(title: string, lines: readonly Line[]): string {
	const head = `${title.padEnd(14)}  briefs   wanted     shown   instructions     length      ratio      title      scene`;
	return [head, ...lines.map(row)].join("\n");
}

function faultsOf({
	language,
	brief,
	missing,
	leaked,
	lengthExact,
	ratioExact,
	title,
	titleExact,
	sceneFits,
	plan,
}: Measure & { language: string }) {
	const faults = [
		...missing.map((text) => `missing: ${text}`),
		...leaked.map((text) => `instruction shown: ${text}`),
		...(lengthExact ? [] : [`length is not ${brief.seconds} s`]),
		...(ratioExact ? [] : [`${plan.storyboard.width}x${plan.storyboard.height} is not ${brief.ratio ?? "16:9"}`]),
		...(titleExact ? [] : [`the film is called ${title}, not ${brief.title}`]),
		...(sceneFits ? [] : [`no scene ${brief.scene?.join(" or ")}`]),
	];
	if (faults.length === 0) return [];
	const scenes = values.scenes ? plan.storyboard.scenes.map((scene) => `    ${scene.scene} ${JSON.stringify(scene.props)}`) : [];
	return [`\n${language}, ${brief.class}: ${brief.prompt}`, ...faults.map((fault) => `  ${fault}`), ...scenes];
}

console.log(
	table(
		"class",
		report(measured, ({ brief }) => brief.class),
	),
);
console.log(
	`\n${table(
		"language",
		[...Map.groupBy(measured, ({ language }) => language)].map(([name, group]) => lineOf(name, group)),
	)}`,
);
if (values.faults || values.scenes) console.log(measured.flatMap(faultsOf).join("\n"));
