/** One picture of the gallery. */
export interface Still {
	scene: string;
	/** Empty: the scene has only one. */
	layout: string;
	look: string;
	ratio: string;
	/** JPEG. */
	picture: Buffer;
}

const escaped = (text: string): string =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `
body { margin: 0; font: 13px/1.4 system-ui, sans-serif; background: #16171b; color: #e8e8ec; }
header { position: sticky; top: 0; display: flex; gap: 16px; align-items: baseline; padding: 10px 20px; background: #16171bee; }
h1 { font-size: 15px; margin: 0; } h2 { font-size: 18px; margin: 28px 20px 8px; }
section > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(var(--wide), 1fr)); gap: 10px; padding: 0 20px; }
figure { margin: 0; } figcaption { color: #a5a7b3; } img { display: block; width: 100%; background: #000; }
[hidden] { display: none !important; }`;

const SCRIPT = `
const wanted = {};
const show = () => {
	for (const figure of document.querySelectorAll("figure"))
		figure.hidden = Object.entries(wanted).some(([key, value]) => value !== "" && figure.dataset[key] !== value);
	for (const section of document.querySelectorAll("section")) section.hidden = !section.querySelector("figure:not([hidden])");
};
for (const select of document.querySelectorAll("select"))
	select.addEventListener("change", () => { wanted[select.name] = select.value; show(); });`;

const choice = (name: keyof Still, stills: readonly Still[]): string => {
	const values = [...new Set(stills.map((still) => String(still[name])))];
	const options = values.map((value) => `<option>${escaped(value)}</option>`).join("");
	return `<label>${name} <select name="${name}"><option value="">all</option>${options}</select></label>`;
};

const figure = ({ scene, layout, look, ratio, picture }: Still): string => {
	const [at, name] = [[layout, look, ratio].filter(Boolean).join(" · "), [scene, layout, look, ratio].filter(Boolean).join(", ")];
	const data = [`scene`, scene, `look`, look, `ratio`, ratio];
	const attributes = [0, 2, 4].map((index) => `data-${data[index]}="${escaped(data[index + 1] ?? "")}"`).join(" ");
	const source = `data:image/jpeg;base64,${picture.toString("base64")}`;
	return `<figure ${attributes}><img loading="lazy" alt="${escaped(name)}" src="${source}"><figcaption>${escaped(at)}</figcaption></figure>`;
};

/**
 * The gallery as one HTML file, which needs nothing else: a part a scene, and choices of scene, look and ratio.
 *
 * @param width px that a picture has at least on the screen
 * @param notice a sentence below the title, such as that pictures are missing; empty: none
 */
export function galleryPage(stills: readonly Still[], width: number, notice = ""): string {
	const scenes = Map.groupBy(stills, ({ scene }) => scene);
	const parts = [...scenes].map(
		([scene, all]) => `<section><h2>${escaped(scene)}</h2><div>${all.map(figure).join("\n")}</div></section>`,
	);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenes and looks</title>
<style>${STYLE} :root { --wide: ${width}px; }</style>
<header><h1>${stills.length.toLocaleString("en")} pictures</h1>${choice("scene", stills)}${choice("look", stills)}${choice("ratio", stills)}<span>${escaped(notice)}</span></header>
${parts.join("\n")}
<script>${SCRIPT}</script>
</html>
`;
}
