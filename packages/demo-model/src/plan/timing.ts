import { filmDurationInFrames, type StoryboardScene } from "@storydream/protocol";

/**
 * Shares a film's frames out among its scenes by weight, transitions overlapping, so that the film is exactly
 * `total` frames long. `transitionFrames` is a wish: short scenes get shorter transitions, or none.
 * `total` is raised to one frame a scene where it is less.
 */
export function fitScenes(
	scenes: readonly { scene: Omit<StoryboardScene, "durationInFrames" | "transition">; weight: number; transition: string }[],
	total: number,
	transitionFrames: number,
): StoryboardScene[] {
	const count = scenes.length;
	const frames = Math.max(total, count);
	const average = frames / Math.max(1, count);
	const overlap = average < 20 ? 0 : Math.min(transitionFrames, Math.floor(average / 4));
	const overlaps = scenes.map((scene, index) => (index === 0 || scene.transition === "none" ? 0 : overlap));
	const shared = overlaps.reduce((sum, value) => sum + value, 0);
	const least = Math.max(1, 2 * overlap + 1);
	const lengths = share(
		frames + shared,
		scenes.map((scene) => scene.weight),
		least,
	);
	const fitted: StoryboardScene[] = scenes.map((entry, index) => {
		// Spread first: the type of a loose object can't tell its own keys from unknown ones.
		const base = {
			...entry.scene,
			id: String(entry.scene.id),
			scene: String(entry.scene.scene),
			props: entry.scene.props as Record<string, unknown>,
		};
		const length = lengths[index] ?? 1;
		const shares = overlaps[index] ?? 0;
		if (index === 0) return { ...base, durationInFrames: length };
		return {
			...base,
			durationInFrames: length,
			transition: { type: shares === 0 ? "none" : entry.transition, durationInFrames: shares },
		};
	});
	return exactly(fitted, frames);
}

/**
 * Gives scenes that are already timed a new total, keeping their proportions and their transitions as far as they fit.
 */
export function rescale(scenes: readonly StoryboardScene[], total: number): StoryboardScene[] {
	const frames = Math.max(total, scenes.length);
	const now = filmDurationInFrames({ scenes: [...scenes] });
	const factor = frames / now;
	const scaled = scenes.map((scene) => ({
		...scene,
		durationInFrames: Math.max(1, Math.round(scene.durationInFrames * factor)),
		...(scene.transition && factor < 1
			? {
					transition: {
						...scene.transition,
						durationInFrames: Math.floor(scene.transition.durationInFrames * Math.max(factor, 0.3)),
					},
				}
			: {}),
	}));
	return exactly(scaled, frames);
}

/** Moves single frames, longest scenes first, until the film is exactly so long. */
function exactly(scenes: StoryboardScene[], frames: number): StoryboardScene[] {
	const result = scenes.map((scene) => ({ ...scene }));
	for (let round = 0; round < 60; round++) {
		const difference = frames - filmDurationInFrames({ scenes: result });
		if (difference === 0) break;
		const order = result
			.map((_, index) => index)
			.sort((a, b) => (result[b]?.durationInFrames ?? 0) - (result[a]?.durationInFrames ?? 0));
		let left = difference;
		const step = Math.sign(difference) * Math.max(1, Math.floor(Math.abs(difference) / result.length));
		for (const index of order) {
			const scene = result[index];
			if (!scene || left === 0) continue;
			const change = Math.abs(step) > Math.abs(left) ? left : step;
			const next = Math.max(1, scene.durationInFrames + change);
			left -= next - scene.durationInFrames;
			scene.durationInFrames = next;
		}
		if (left === difference) {
			// Nothing gave way: transitions keep it longer than it may be.
			for (const scene of result) if (scene.transition) scene.transition = { ...scene.transition, durationInFrames: 0 };
		}
	}
	return result;
}

/** Whole numbers of at least `least` that add up to `total`, in proportion to weights as far as that goes. */
function share(total: number, weights: readonly number[], least: number): number[] {
	const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
	const lengths = weights.map((weight) => Math.max(least, Math.round((total * weight) / sum)));
	let difference = total - lengths.reduce((all, length) => all + length, 0);
	for (let round = 0; difference !== 0 && round < 10_000; round++) {
		const longest = lengths.indexOf(Math.max(...lengths));
		const length = lengths[longest] ?? least;
		if (difference > 0) {
			lengths[longest] = length + difference;
			difference = 0;
		} else {
			const give = Math.min(-difference, Math.max(0, length - least), Math.max(1, Math.floor(-difference / lengths.length)));
			if (give <= 0) break;
			lengths[longest] = length - give;
			difference += give;
		}
	}
	return lengths;
}
