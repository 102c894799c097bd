import encodeQR from "qr";

/** Modules of the light zone around a code: scanners need four. */
export const QUIET_ZONE = 4;

/** A QR code as one SVG path of unit squares, and the side of its field, quiet zone included. */
export type QrPath = { d: string; side: number };

/** The code of a text with error correction M. */
export const qrPath = (text: string): QrPath => {
	const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
	const runs = rows.flatMap((row, y) => {
		const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
		return starts.map((x) => {
			const end = row.indexOf(false, x);
			return `M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`;
		});
	});
	return { d: runs.join(""), side: rows.length };
};
