import { createHash, createVerify } from "node:crypto";
import { Refusal } from "./gcs-store.ts";

/** A service account as the server knows it. */
export interface GcsSigner {
	email: string;
	/** PEM. */
	publicKey: string;
}

/** Throws 400 or 403 unless the account has signed exactly this address, for now. */
export function checkSignature(url: URL, signer: GcsSigner | null): void {
	const query = (name: string) => url.searchParams.get(name) ?? "";
	const [email, scope] = /^([^/]+)\/(.+)$/.exec(query("X-Goog-Credential"))?.slice(1) ?? [];
	const date = query("X-Goog-Date");
	if (query("X-Goog-Algorithm") !== "GOOG4-RSA-SHA256" || scope !== `${date.slice(0, 8)}/auto/storage/goog4_request`)
		throw new Refusal(400, "This is no V4 signature.");
	const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
	if (!(Date.now() < signedAt + Number(query("X-Goog-Expires")) * 1000)) throw new Refusal(400, "The signature has expired.");
	const encode = (text: string) =>
		encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
	const canonicalQuery = [...url.searchParams]
		.filter(([name]) => name !== "X-Goog-Signature")
		.map(([name, value]) => [encode(name), encode(value)] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map((pair) => pair.join("="))
		.join("&");
	const request = ["GET", url.pathname, canonicalQuery, `host:${url.hostname}\n`, "host", "UNSIGNED-PAYLOAD"].join("\n");
	const text = ["GOOG4-RSA-SHA256", date, scope, createHash("sha256").update(request).digest("hex")].join("\n");
	const signature = Buffer.from(query("X-Goog-Signature"), "hex");
	if (
		signer?.email !== email ||
		!createVerify("RSA-SHA256")
			.update(text)
			.verify(signer?.publicKey ?? "", signature)
	)
		throw new Refusal(403, "The signature is not this account's, or of another address.");
}
