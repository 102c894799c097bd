import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-stream";

/**
 * npm's `@sparticuz/chromium`: a headless shell in a package. Its parts are unpacked by us instead of by its own
 * functions, because those write to fixed names in the shared temporary folder, which any other user can put there first.
 */
const PARTS = ["fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];

function packageFolder(): string | null {
	try {
		// The package exports no package.json; its main file lies in `build/`.
		const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
		return dirname(dirname(main));
	} catch {
		// Not installed.
		return null;
	}
}

/** True when the package is here and made for this system (64-bit Linux on Intel). */
export function packedBrowserAvailable(): boolean {
	const folder = packageFolder();
	return (
		process.platform === "linux" && process.arch === "x64" && folder !== null && existsSync(join(folder, "bin", "chromium.br"))
	);
}

/**
 * Unpacks the browser once below `cacheDir` and answers where it is and the variables its process needs: without
 * FONTCONFIG_PATH it draws pages without text, without LD_LIBRARY_PATH it does not start on a bare system.
 */
export async function unpackPackedBrowser(cacheDir: string): Promise<{ executablePath: string; env: Record<string, string> }> {
	const folder = packageFolder();
	if (folder === null) throw new Error("@sparticuz/chromium is not installed.");
	const { version } = createRequire(import.meta.url)(join(folder, "package.json")) as { version: string };
	const target = join(cacheDir, `chromium-${version}`);
	if (!existsSync(join(target, "complete"))) {
		await mkdir(cacheDir, { recursive: true });
		const draft = await mkdtemp(join(cacheDir, `.chromium-${randomBytes(3).toString("hex")}-`));
		try {
			await inflateFile(join(folder, "bin", "chromium.br"), join(draft, "chromium"));
			await chmod(join(draft, "chromium"), 0o755);
			for (const part of PARTS) {
				const into = part.startsWith("swiftshader") ? draft : join(draft, part.slice(0, part.indexOf(".")));
				await inflateTar(join(folder, "bin", part), into);
			}
			await writeFile(join(draft, "fonts", "fonts.conf"), fontConfig(target));
			await writeFile(join(draft, "complete"), "");
			await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
				// Somebody else was faster: theirs is as good as ours.
				if (!existsSync(join(target, "complete"))) throw error;
			});
		} finally {
			await rm(draft, { recursive: true, force: true });
		}
	}
	return {
		executablePath: join(target, "chromium"),
		env: { LD_LIBRARY_PATH: join(target, "al2023", "lib"), FONTCONFIG_PATH: join(target, "fonts") },
	};
}

/** The package's own file names folders of the place it was made for. */
function fontConfig(target: string): string {
	const folders = [join(target, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"].map(
		(folder) => `\t<dir>${escapeXml(folder)}</dir>`,
	);
	return [
		'<?xml version="1.0"?>',
		'<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
		"<fontconfig>",
		...folders,
		`\t<cachedir>${escapeXml(join(target, "fonts-cache"))}</cachedir>`,
		"</fontconfig>",
		"",
	].join("\n");
}

function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

async function inflateFile(from: string, to: string): Promise<void> {
	await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

async function inflateTar(from: string, into: string): Promise<void> {
	await mkdir(into, { recursive: true });
	const unpack = extract();
	unpack.on("entry", (header, stream, next) => {
		const path = normalize(join(into, header.name));
		if (path !== into && !path.startsWith(into + sep)) {
			next(new Error(`The archive has a file outside of itself: ${header.name}`));
			return;
		}
		const write = async () => {
			if (header.type === "directory") {
				stream.resume();
				await mkdir(path, { recursive: true });
			} else if (header.type === "file") {
				await mkdir(dirname(path), { recursive: true });
				await pipeline(stream, createWriteStream(path, { mode: header.mode ?? 0o644 }));
			} else {
				stream.resume();
			}
		};
		write().then(() => next(), next);
	});
	await pipeline(createReadStream(from), createBrotliDecompress(), unpack);
}
