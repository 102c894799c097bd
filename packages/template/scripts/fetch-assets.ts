/**
 * Media of a project is kept by the studio and not in git; `assets.json` lists it. This fetches what is missing into
 * `public/assets` and checks every byte: `node scripts/fetch-assets.ts http://localhost:8080 PROJECT_ID`, or with
 * STORYDREAM_URL and STORYDREAM_PROJECT in the environment. Needs Node 22.18 or newer.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(project, "public");

const Manifest = z.object({
	assets: z.array(
		z.looseObject({
			/** Below public/. */
			path: z.string(),
			sha256: z.string().regex(/^[0-9a-f]{64}$/),
			bytes: z.number(),
		}),
	),
});
type Asset = z.infer<typeof Manifest>["assets"][number];

const fail = (sentence: string): never => {
	console.error(sentence);
	process.exit(1);
};

const shaOf = async (file: string): Promise<string> => {
	const hash = createHash("sha256");
	for await (const part of createReadStream(file)) hash.update(part);
	return hash.digest("hex");
};

/** Where an asset belongs; refuses a path that leaves public/assets. */
const placeOf = (asset: Asset): string => {
	const place = resolve(folder, asset.path);
	if (!place.startsWith(join(folder, "assets") + sep))
		throw new Error(`assets.json names a place outside public/assets: ${asset.path}`);
	return place;
};

const fetchAsset = async (asset: Asset, place: string, studio: string, id: string): Promise<void> => {
	const address = `${studio.replace(/\/+$/, "")}/api/projects/${encodeURIComponent(id)}/assets/${encodeURIComponent(basename(asset.path))}`;
	const response = await fetch(address, { signal: AbortSignal.timeout(10 * 60_000) });
	if (!response.ok || !response.body) throw new Error(`${address} answered ${response.status}.`);
	await mkdir(dirname(place), { recursive: true });
	const partial = `${place}.partial`;
	const hash = createHash("sha256");
	try {
		const watch = new Transform({
			transform(part: Buffer, _encoding, done) {
				hash.update(part);
				done(null, part);
			},
		});
		await pipeline(Readable.from(response.body), watch, createWriteStream(partial));
		if (hash.digest("hex") !== asset.sha256) throw new Error("what came is not what assets.json describes (its sha256 differs).");
		await rename(partial, place);
	} finally {
		await rm(partial, { force: true });
	}
};

const { assets } = Manifest.parse(JSON.parse(await readFile(join(project, "assets.json"), "utf8")));
const missing: { asset: Asset; place: string }[] = [];
for (const asset of assets) {
	const place = placeOf(asset);
	if (!existsSync(place) || (await shaOf(place)) !== asset.sha256) missing.push({ asset, place });
}
if (missing.length === 0) {
	console.log(`All ${assets.length} assets are in public/assets.`);
} else {
	const studio = process.argv[2] ?? process.env.STORYDREAM_URL ?? "";
	const id = process.argv[3] ?? process.env.STORYDREAM_PROJECT ?? "";
	if (studio === "" || id === "") {
		fail(`${missing.length} assets are missing. Say where from: node scripts/fetch-assets.ts http://localhost:8080 PROJECT_ID`);
	}
	let failed = 0;
	for (const { asset, place } of missing) {
		try {
			await fetchAsset(asset, place, studio, id);
			console.log(`public/${asset.path}`);
		} catch (error) {
			failed++;
			console.error(`public/${asset.path}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	if (failed > 0) fail(`${failed} of ${missing.length} assets could not be fetched.`);
}
