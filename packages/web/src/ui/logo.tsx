/** The mark: a frame of film with a play head in it. */
export function Mark({ size = 22 }: { size?: number }) {
	return (
		<svg viewBox="0 0 24 24" width={size} height={size} fill="none" aria-hidden="true">
			<rect x="2" y="5" width="20" height="14" rx="2.5" stroke="currentColor" strokeWidth="1.6" />
			<path d="M10 8.8v6.4l5.4-3.2z" fill="var(--accent)" />
		</svg>
	);
}
