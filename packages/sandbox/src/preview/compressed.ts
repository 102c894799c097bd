import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Smaller files take as long to unpack as to send. */
const WORTH_IT = 2_000;

/** The forms a file is kept in beside itself, the shortest first: the name in HTTP, and what is added to the file's. */
const FORMS: { encoding: string; suffix: string; compress: (bytes: Buffer) => Promise<Buffer> }[] = [
	{
		encoding: "br",
		suffix: ".br",
		// The best of its levels takes twenty times as long and saves a tenth.
		compress: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
	},
	{ encoding: "gzip", suffix: ".gz", compress: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
];

/** Writes a file's compressed forms beside it, unless it is too small to be worth it. */
export async function compressBeside(path: string, content: string): Promise<void> {
	const bytes = Buffer.from(content);
	if (bytes.length < WORTH_IT) return;
	await Promise.all(FORMS.map(async ({ suffix, compress }) => writeFile(path + suffix, await compress(bytes))));
}

/**
 * The shortest form of a file that a browser takes.
 * @param accepted the browser's `Accept-Encoding`
 * @returns its bytes, and how they are encoded (null: not at all); null when there is no such file.
 */
export async function readShortest(
	path: string,
	accepted: string | undefined,
): Promise<{ bytes: Buffer; encoding: string | null } | null> {
	for (const { encoding, suffix } of FORMS.filter((form) => takes(accepted, form.encoding))) {
		const bytes = await readFile(path + suffix).catch(() => null);
		if (bytes) return { bytes, encoding };
	}
	const bytes = await readFile(path).catch(() => null);
	return bytes && { bytes, encoding: null };
}

/** By RFC 9110, 12.5.3: named, and not with a weight of nothing. What `*` may mean is left alone. */
export function takes(accepted: string | undefined, encoding: string): boolean {
	return (accepted ?? "").split(",").some((one) => {
		const [name = "", ...parameters] = one.split(";").map((part) => part.trim().toLowerCase());
		return name === encoding && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
	});
}
