import { StoryDreamError } from "@storydream/protocol";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { cx, Failure } from "../ui/index.ts";
import { reportError } from "./report-error.ts";

interface Props {
	/** As a person calls it: "Export". */
	name: string;
	className?: string;
	children: ReactNode;
}

/**
 * One panel of the page. Its width is the one it is given, whatever stands in it (`contain: inline-size`), and an error
 * in it takes down nothing else: see `PanelBoundary`.
 */
export function Panel({ name, className, children }: Props) {
	return (
		<div data-panel={name} className={cx("min-w-0 [contain:inline-size]", className)}>
			<PanelBoundary name={name}>{children}</PanelBoundary>
		</div>
	);
}

/** Keeps an error of one part of the page in that part: it says so, is reported to the studio, and can be tried again. */
export class PanelBoundary extends Component<Omit<Props, "className">, { error: unknown; failed: boolean }> {
	override state = { error: null, failed: false };

	static getDerivedStateFromError(error: unknown) {
		return { error, failed: true };
	}

	override componentDidCatch(error: unknown, info: ErrorInfo) {
		reportError(error, { kind: "panel", panel: this.props.name, componentStack: info.componentStack });
	}

	override render() {
		const { name, children } = this.props;
		if (!this.state.failed) return children;
		return (
			<div data-testid="panel-failed" className="h-full min-w-0 overflow-auto">
				<Failure error={panelError(this.state.error, name)} onRetry={() => this.setState({ error: null, failed: false })} />
			</div>
		);
	}
}

/** The error for a person: ours as it is, any other without its inner text. */
export function panelError(error: unknown, name: string): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	return new StoryDreamError("internal", `The panel “${name}” can't be shown.`, {
		hint: "Try again. The error stands in the studio's log; nothing you made is lost.",
		cause: error,
	});
}
