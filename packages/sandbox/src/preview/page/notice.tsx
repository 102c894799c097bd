import type { PreviewError } from "@storydream/protocol";
import type { CSSProperties, ReactNode } from "react";

const TITLES: Record<PreviewError["kind"], string> = {
	render: "This frame can't be drawn yet",
	unhandled: "Something in the film went wrong",
	build: "A file of the film can't be read yet",
	storyboard: "The storyboard has a mistake",
	asset: "A file the film shows is not there",
};

const panel: CSSProperties = {
	position: "fixed",
	left: "50%",
	bottom: 24,
	transform: "translateX(-50%)",
	width: "min(560px, calc(100vw - 48px))",
	boxSizing: "border-box",
	padding: "14px 18px",
	borderRadius: 12,
	background: "rgba(22, 22, 26, 0.94)",
	border: "1px solid rgba(255, 255, 255, 0.12)",
	color: "#e9e9ee",
	font: "13px/1.5 system-ui, sans-serif",
	zIndex: 10,
	maxHeight: "60vh",
	overflow: "auto",
};

/** What is wrong, calmly: the first error, and how many more there are. Over the last good film when there is one. */
export function Notice({ errors, filmShown }: { errors: readonly PreviewError[]; filmShown: boolean }): ReactNode {
	const [first] = errors;
	if (!first) return null;
	const middle: CSSProperties = filmShown ? panel : { ...panel, bottom: "auto", top: "50%", transform: "translate(-50%, -50%)" };
	return (
		<div role="status" data-storydream-notice={first.kind} style={middle}>
			<div style={{ fontWeight: 600, marginBottom: 4 }}>{TITLES[first.kind]}</div>
			<div style={{ color: "#c3c3cc", overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{first.message}</div>
			<div style={{ color: "#8d8d99", marginTop: 6, fontFamily: "ui-monospace, monospace", fontSize: 12 }}>
				{[first.file ?? first.component, errors.length > 1 ? `and ${errors.length - 1} more` : null].filter(Boolean).join(" · ")}
			</div>
		</div>
	);
}
