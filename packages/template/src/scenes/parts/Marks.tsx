import type { CSSProperties } from "react";

/** A pair of quotation marks, drawn: a shape of the picture, not a sign of the text. In a box of 100 by 80. */
const MARKS = "M0 80V44C0 18 14 4 40 0V18C28 21 22 28 22 38H40V80zM54 80V44C54 18 68 4 94 0V18C82 21 76 28 76 38H94V80z";

/** Quotation marks of `size` px; `leftward` turns them around for a text that is read from right to left. */
export const Marks = ({
	size,
	color,
	leftward = false,
	style,
}: {
	size: number;
	color: string;
	leftward?: boolean;
	style?: CSSProperties;
}) => (
	<svg
		width={size}
		height={size * 0.8}
		viewBox="0 0 100 80"
		role="presentation"
		style={{ display: "block", flex: "none", ...style }}
	>
		<path d={MARKS} fill={color} transform={leftward ? "translate(100 0) scale(-1 1)" : undefined} />
	</svg>
);
