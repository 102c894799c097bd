import { expect, test } from "vitest";
import { galleryPage, type Still } from "./page.ts";

const still = (scene: string, look: string, ratio = "16:9"): Still => ({
	scene,
	layout: "wall",
	look,
	ratio,
	picture: Buffer.from([0xff, 0xd8]),
});

test("a gallery has a part for each scene, in which each picture is named", () => {
	const page = galleryPage([still("Points", "swiss"), still("Points", "neon"), still("Title", "swiss", "9:16")], 320);
	expect(page.match(/<h2>\w+/g)).toEqual(["<h2>Points", "<h2>Title"]);
	expect(page).toContain(
		'<figure data-scene="Title" data-look="swiss" data-ratio="9:16"><img loading="lazy" alt="Title, wall, swiss, 9:16"',
	);
	expect(page).toContain('src="data:image/jpeg;base64,/9g="');
	expect(page).toContain('<select name="look"><option value="">all</option><option>swiss</option><option>neon</option></select>');
});

test("nothing of a name or a notice is markup", () => {
	const page = galleryPage([still("<b>", '"x"')], 320, "5 < 6 & more");
	expect(page).not.toContain("<b>");
	expect(page).toContain("5 &lt; 6 &amp; more");
	expect(page).toContain('data-look="&quot;x&quot;"');
});
