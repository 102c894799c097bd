import { StoryDreamError } from "@storydream/protocol";
import { useEffect, useState } from "react";

export type StudioParts = typeof import("./studio-parts.tsx");

/** Kept once loaded, so that a later visit of the dashboard draws everything at once. Owned by `loadStudioParts`. */
let loaded: StudioParts | null = null;

/** Loads what of the dashboard asks the studio; throws a StoryDreamError when its script does not arrive. */
export async function loadStudioParts(): Promise<StudioParts> {
	try {
		loaded ??= await import("./studio-parts.tsx");
		return loaded;
	} catch (cause) {
		throw new StoryDreamError("internal", "A part of this page could not be loaded.", {
			hint: "Check that the studio is running, then try again. If it was updated meanwhile, load the page again.",
			cause,
		});
	}
}

/** The same for a component: `parts` is null until they are there, `error` says why they did not arrive. */
export function useStudioParts(): { parts: StudioParts | null; error: unknown; retry(): void } {
	const [parts, setParts] = useState(loaded);
	const [error, setError] = useState<unknown>(null);
	const [tries, setTries] = useState(1);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a press on "Try again" loads anew
	useEffect(() => {
		let left = false;
		loadStudioParts().then(
			(arrived) => {
				if (!left) setParts(arrived);
			},
			(cause: unknown) => {
				if (!left) setError(cause);
			},
		);
		return () => {
			left = true;
		};
	}, [tries]);

	const retry = () => {
		setError(null);
		setTries(tries + 1);
	};
	return { parts, error, retry };
}
