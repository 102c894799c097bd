/** What a request asks for, in the words of the JSON API's methods. */
export type GcsVerb =
	| "bucket"
	| "list"
	| "stat"
	| "media"
	| "insert"
	| "begin"
	| "piece"
	| "status"
	| "cancel"
	| "rewrite"
	| "patch"
	| "delete";

export interface GcsRequest {
	verb: GcsVerb;
	/** Empty when the request is about none. */
	object: string;
}

export type GcsFault =
	/** Answered so, with nothing done. */
	| { kind: "answer"; status: number; retryAfter?: string; message?: string }
	/** The connection is reset, with nothing done. */
	| { kind: "reset" }
	/** Nothing comes, until the client hangs up. */
	| { kind: "stall" }
	/** All is done, and the connection reset instead of an answer. */
	| { kind: "lose" }
	/** The whole body is taken, but nothing done with it before this resolves; only for objects sent in one request. */
	| { kind: "late"; until: Promise<void> }
	/** The connection is reset after so many bytes of the body, whichever way it goes. */
	| { kind: "cut"; after: number }
	/** The body stops after so many bytes, and the connection stays. */
	| { kind: "hang"; after: number }
	/** One bit of the body is another, whichever way it goes. */
	| { kind: "garble" };

interface Rule {
	verb: GcsVerb;
	fault: GcsFault;
	left: number;
	skip: number;
}

/** What goes wrong at the server, and when. */
export class GcsFaults {
	readonly #rules: Rule[] = [];
	/** How many requests met a fault. */
	hits = 0;
	/** Asked for requests that no rule is about. */
	choose: (request: GcsRequest) => GcsFault | null = () => null;

	/** The next `times` requests of a kind (default 1), after `skip` of them, meet this. */
	add(verb: GcsVerb, fault: GcsFault, { times = 1, skip = 0 }: { times?: number; skip?: number } = {}): void {
		this.#rules.push({ verb, fault, left: times, skip });
	}

	clear(): void {
		this.#rules.length = 0;
		this.choose = () => null;
	}

	take(request: GcsRequest): GcsFault | null {
		const fault = this.#ruled(request.verb) ?? this.choose(request);
		if (fault) this.hits++;
		return fault;
	}

	#ruled(verb: GcsVerb): GcsFault | null {
		const rule = this.#rules.find((one) => one.verb === verb && one.left > 0);
		if (!rule) return null;
		if (rule.skip > 0) {
			rule.skip--;
			return null;
		}
		rule.left--;
		return rule.fault;
	}
}
