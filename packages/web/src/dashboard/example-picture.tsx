import type { ReactNode } from "react";
import type { Shape } from "./examples.ts";

const SHAPES: Record<Shape, ReactNode> = {
	sun: (
		<>
			<circle cx="112" cy="58" r="26" fill="currentColor" />
			<circle cx="112" cy="58" r="40" fill="none" stroke="currentColor" strokeOpacity="0.35" strokeWidth="1.5" />
			<circle cx="112" cy="58" r="56" fill="none" stroke="currentColor" strokeOpacity="0.16" strokeWidth="1.5" />
		</>
	),
	bars: (
		<>
			<rect x="78" y="22" width="14" height="56" rx="2" fill="currentColor" />
			<rect x="98" y="32" width="14" height="46" rx="2" fill="currentColor" opacity="0.8" />
			<rect x="118" y="46" width="14" height="32" rx="2" fill="currentColor" opacity="0.6" />
			<rect x="138" y="60" width="14" height="18" rx="2" fill="currentColor" opacity="0.4" />
		</>
	),
	steps: (
		<>
			<rect x="86" y="18" width="58" height="14" rx="7" fill="currentColor" />
			<rect x="98" y="40" width="58" height="14" rx="7" fill="currentColor" opacity="0.75" />
			<rect x="110" y="62" width="46" height="14" rx="7" fill="currentColor" opacity="0.5" />
		</>
	),
	wave: (
		<>
			<path d="M60 52q14-16 28 0t28 0 28 0 28 0" fill="none" stroke="currentColor" strokeWidth="3" />
			<path d="M60 66q14-16 28 0t28 0 28 0 28 0" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.55" />
			<path d="M60 80q14-16 28 0t28 0 28 0 28 0" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.25" />
		</>
	),
	rings: (
		<>
			<circle cx="118" cy="50" r="30" fill="none" stroke="currentColor" strokeWidth="3" />
			<path
				d="M118 64V42m0 8c-9 0-13-5-13-12 9 0 13 5 13 12Zm0-5c0-8 5-12 13-12 0 8-5 12-13 12Z"
				fill="currentColor"
				stroke="none"
			/>
		</>
	),
	frames: (
		<>
			<rect x="84" y="20" width="44" height="30" rx="3" fill="none" stroke="currentColor" strokeWidth="3" />
			<rect x="98" y="32" width="44" height="30" rx="3" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.65" />
			<rect x="112" y="44" width="44" height="30" rx="3" fill="currentColor" opacity="0.4" />
		</>
	),
};

/** A drawn mark, so that the examples differ at a glance. */
export function ExamplePicture({ shape, color }: { shape: Shape; color: string }) {
	return (
		<svg
			viewBox="0 0 160 96"
			className="absolute inset-x-0 top-0 h-[66%] w-full"
			preserveAspectRatio="xMaxYMid meet"
			style={{ color }}
			aria-hidden="true"
		>
			{SHAPES[shape]}
		</svg>
	);
}
