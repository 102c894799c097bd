import { Readable } from "node:stream";
import { openGcsObjects } from "../gcs/index.ts";

/*
 * Streams an object of so many bytes up to a server and down again, in a process of its own, and prints what memory it
 * took. Started by gcs-streaming.integration.test.ts with the server's address, its bucket and the number of bytes.
 */
const [apiEndpoint = "", bucket = "", size = "0"] = process.argv.slice(2);
const bytes = Number(size);
const CHUNK = 256 * 1024;
const objects = await openGcsObjects({ bucket, apiEndpoint });
const before = process.memoryUsage().rss;

/** The same few kB again and again, each time with another number at the start. */
function* film(): Generator<Buffer> {
	for (let at = 0; at < bytes; at += CHUNK) {
		const chunk = Buffer.allocUnsafe(Math.min(CHUNK, bytes - at)).fill("storydream ");
		if (chunk.length >= 8) chunk.writeDoubleLE(at);
		yield chunk;
	}
}

const startedAt = performance.now();
await objects.put("film.mp4", Readable.from(film(), { objectMode: false, highWaterMark: CHUNK }), { contentType: "video/mp4" });
const upMs = performance.now() - startedAt;

const opened = await objects.open("film.mp4");
let came = 0;
for await (const chunk of opened?.body ?? []) came += chunk.length;
const downMs = performance.now() - startedAt - upMs;

// `maxRSS` is in kB on every system.
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ came, before, peak, upMs, downMs }));
