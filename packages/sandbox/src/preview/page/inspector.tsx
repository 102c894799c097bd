import { type ReactNode, useEffect, useState } from "react";
import type { PageModel } from "./model.ts";
import { tellParent } from "./parent-messages.ts";

interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
	tag: string;
}

/** While the person points: outlines the element under the pointer and tells which one was clicked. */
export function Inspector({ model }: { model: PageModel }): ReactNode {
	const [box, setBox] = useState<Box | null>(null);
	useEffect(() => {
		const move = (event: PointerEvent) => {
			const element = taggedAt(event.clientX, event.clientY);
			if (!element) return setBox(null);
			const { left, top, width, height } = element.getBoundingClientRect();
			setBox({ left, top, width, height, tag: element.tagName.toLowerCase() });
		};
		const leave = () => setBox(null);
		const click = (event: MouseEvent) => {
			event.preventDefault();
			event.stopPropagation();
			const element = taggedAt(event.clientX, event.clientY);
			const source = /^(.*):(\d+):(\d+)$/.exec(element?.getAttribute("data-source") ?? "");
			if (!element || !source) return;
			const frame = model.playhead?.frame() ?? 0;
			const file = source[1] ?? "";
			tellParent({
				type: "selected",
				element: {
					file,
					line: Number(source[2]),
					column: Number(source[3]),
					text: (element.textContent ?? "").trim().slice(0, 200),
					tag: element.tagName.toLowerCase(),
				},
				frame,
				sceneId: model.sceneAt(frame, undefined, file),
			});
		};
		window.addEventListener("pointermove", move);
		document.documentElement.addEventListener("pointerleave", leave);
		window.addEventListener("click", click, true);
		return () => {
			window.removeEventListener("pointermove", move);
			document.documentElement.removeEventListener("pointerleave", leave);
			window.removeEventListener("click", click, true);
		};
	}, [model]);
	return (
		<>
			<style>{"#film * { pointer-events: auto !important; cursor: crosshair !important; }"}</style>
			{box && (
				<div
					data-storydream-outline={box.tag}
					style={{
						position: "fixed",
						left: box.left,
						top: box.top,
						width: box.width,
						height: box.height,
						boxSizing: "border-box",
						outline: "2px solid #7aa2ff",
						background: "rgba(122, 162, 255, 0.14)",
						borderRadius: 3,
						pointerEvents: "none",
						zIndex: 20,
					}}
				/>
			)}
		</>
	);
}

/**
 * The marked element at a point. The topmost one is often a full-frame layer that draws nothing there, so the smallest
 * of those that lie under the pointer and hold text or a picture is taken first.
 */
function taggedAt(x: number, y: number): Element | null {
	const under = document.elementsFromPoint(x, y).filter((element) => element.hasAttribute("data-source"));
	const area = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return width * height;
	};
	const [first] = [...under].sort((a, b) => area(a) - area(b));
	return first ?? null;
}
