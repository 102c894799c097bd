import { CRC32C } from "@google-cloud/storage";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Crc32c, crc32c } from "./crc32c.ts";

it("is the checksum that the service documents", () => {
	// From RFC 3720, B.4, and the check value of the algorithm's catalogue.
	const hex = (text: string) => Buffer.from(text, "base64").toString("hex");
	expect(hex(crc32c(Buffer.from("123456789")))).toBe("e3069283");
	expect(hex(crc32c(Buffer.alloc(32)))).toBe("8a9136aa");
	expect(hex(crc32c(Buffer.alloc(32, 0xff)))).toBe("62a8ab43");
	expect(hex(crc32c(Buffer.alloc(0)))).toBe("00000000");
});

it("is the same as Google's own, however the bytes are cut and wherever they lie in memory", () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 300 }),
			fc.nat(7),
			fc.array(fc.nat(60), { maxLength: 10 }),
			(content, offset, cuts) => {
				const memory = Buffer.alloc(offset + content.length);
				memory.set(content, offset);
				const bytes = memory.subarray(offset);
				const google = new CRC32C();
				google.update(Buffer.from(bytes));
				const ours = new Crc32c();
				let from = 0;
				for (const cut of cuts) {
					ours.update(bytes.subarray(from, from + cut));
					from += cut;
				}
				expect(ours.update(bytes.subarray(from)).toString()).toBe(google.toString());
				expect(crc32c(bytes)).toBe(google.toString());
			},
		),
	);
});
