const HEAD_BYTES = 8_000;
const TAIL_BYTES = 16_000;
/** So much is given up for a cut at the end of a line. */
const LINE_BYTES = 1000;

/**
 * What a command prints, held in a fixed amount of memory however much it is: its beginning and its end. What lies
 * between is counted and let go.
 */
export class Output {
	readonly #head = Buffer.alloc(HEAD_BYTES);
	readonly #tail = Buffer.alloc(TAIL_BYTES);
	#headLength = 0;
	/** Bytes that came after the head; the tail's ring holds the last of them. */
	#after = 0;

	add(chunk: Buffer): void {
		const taken = chunk.copy(this.#head, this.#headLength);
		this.#headLength += taken;
		this.#intoTail(chunk.subarray(taken));
	}

	/** Head and tail as text, cut at ends of lines where there are any; how much was left out is said between them. */
	text(): string {
		const head = this.#head.subarray(0, this.#headLength);
		const at = this.#after % TAIL_BYTES;
		const tail =
			this.#after <= TAIL_BYTES
				? this.#tail.subarray(0, this.#after)
				: Buffer.concat([this.#tail.subarray(at), this.#tail.subarray(0, at)]);
		if (this.#after <= TAIL_BYTES) return Buffer.concat([head, tail]).toString("utf8");
		const lastLine = head.lastIndexOf("\n");
		const firstLine = tail.indexOf("\n");
		// A very long line is cut in its middle, between two characters.
		const before =
			lastLine >= HEAD_BYTES - LINE_BYTES
				? head.subarray(0, lastLine).toString("utf8")
				: head.toString("utf8").replace(/\uFFFD+$/, "");
		const rest =
			firstLine >= 0 && firstLine < LINE_BYTES
				? tail.subarray(firstLine + 1).toString("utf8")
				: tail.toString("utf8").replace(/^\uFFFD+/, "");
		const left = HEAD_BYTES + this.#after - Buffer.byteLength(before) - Buffer.byteLength(rest);
		return `${before}\n[… ${left} bytes left out …]\n${rest}`;
	}

	#intoTail(chunk: Buffer): void {
		const last = chunk.subarray(-TAIL_BYTES);
		const start = (this.#after + chunk.length - last.length) % TAIL_BYTES;
		const upToEnd = last.copy(this.#tail, start);
		last.copy(this.#tail, 0, upToEnd);
		this.#after += chunk.length;
	}
}
