/** What `doctor` says of one thing that the main job needs. */
export interface Finding {
	what: string;
	/** `missing` stops the main job; `limited` takes something away from it. */
	state: "ok" | "limited" | "missing";
	/** What was found, or what is wrong. */
	detail: string;
	/** How to get it; absent when nothing is to be done. */
	next?: string;
}
