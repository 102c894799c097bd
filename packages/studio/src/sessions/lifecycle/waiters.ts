import type { StoryDreamError } from "@storydream/protocol";
import type { Live } from "./bring-up.ts";

/** Those who wait for a session to be ready, or to be gone. All of them get the same answer. */
export interface Waiters {
	untilReady(): Promise<Live>;
	untilEnded(): Promise<void>;
	ready(live: Live): void;
	failed(error: StoryDreamError): void;
	ended(): void;
	notEnded(error: StoryDreamError): void;
}

export function createWaiters(): Waiters {
	let ready = newPromise<Live>();
	let ended = newPromise<void>();

	return {
		untilReady: () => ready.promise,
		untilEnded: () => ended.promise,
		ready(live) {
			ready.resolve(live);
			ready = newPromise();
		},
		failed(error) {
			ready.reject(error);
			ready = newPromise();
		},
		ended() {
			ended.resolve();
			ended = newPromise();
		},
		notEnded(error) {
			ended.reject(error);
			ended = newPromise();
		},
	};
}

function newPromise<T>() {
	const made = Promise.withResolvers<T>();
	// Often nobody waits: a failure is then reported elsewhere.
	made.promise.catch(() => undefined);
	return made;
}
