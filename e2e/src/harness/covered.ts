import { expect, type Locator, type Page } from "@playwright/test";

/** Expects that what lies over the page covers none of its controls, and that no part of the page lies below it. */
export async function expectNothingCovered(page: Page, over: Locator, where: string): Promise<void> {
	const box = await over.boundingBox();
	if (!box || box.height === 0) throw new Error(`Nothing is shown over the page: ${where}`);
	const covered = await page.evaluate((cover) => {
		const found: string[] = [];
		const meets = (one: DOMRect) =>
			one.width > 0 &&
			one.height > 0 &&
			one.left < cover.x + cover.width - 1 &&
			one.right > cover.x + 1 &&
			one.top < cover.y + cover.height - 1 &&
			one.bottom > cover.y + 1;
		const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
		for (const part of document.querySelectorAll("main, aside, header, nav, [data-testid=preview-frame]"))
			if (visible(part) && meets(clipped(part))) found.push(part.tagName);
		for (const control of document.querySelectorAll("button, a[href], select, input, textarea, [role=tab]")) {
			if (!visible(control) || control.closest("[data-testid=toasts]")) continue;
			if (meets(clipped(control))) found.push(control.getAttribute("aria-label") ?? control.textContent ?? control.tagName);
		}
		return found;

		/** What is seen of an element: what scrolls around it shows a part of it only. */
		function clipped(element: Element): DOMRect {
			let { left, right, top, bottom } = element.getBoundingClientRect();
			for (let at = element.parentElement; at; at = at.parentElement) {
				if (getComputedStyle(at).overflowY === "visible") continue;
				const frame = at.getBoundingClientRect();
				left = Math.max(left, frame.left);
				right = Math.min(right, frame.right);
				top = Math.max(top, frame.top);
				bottom = Math.min(bottom, frame.bottom);
			}
			return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
		}
	}, box);
	expect(covered, where).toEqual([]);
}
