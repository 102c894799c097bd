import { expect, type Page } from "@playwright/test";

/**
 * Expects that nothing of the page is wider than the window and that each control can be reached: it lies inside of the
 * window and inside of its own panel. What scrolls sideways on purpose carries `data-scrolls-x`.
 */
export async function expectFits(page: Page, where: string): Promise<void> {
	const misfits = await page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const found: string[] = [];
		if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
		for (const panel of document.querySelectorAll("[data-panel], aside, main, [role=dialog], [role=alertdialog]")) {
			if (panel.clientWidth > 0 && panel.scrollWidth > panel.clientWidth + 1)
				found.push(`${panel.getAttribute("data-panel") ?? panel.tagName}: ${panel.scrollWidth} px in ${panel.clientWidth}`);
		}
		for (const control of document.querySelectorAll("button, a[href], select, input, textarea, [role=tab]")) {
			if (!control.checkVisibility({ visibilityProperty: true }) || control.closest("[data-scrolls-x]")) continue;
			const box = control.getBoundingClientRect();
			// Hidden for the eye, there for a screen reader.
			if (box.width <= 1 || box.height <= 1) continue;
			const panel = control.closest("[data-panel]")?.getBoundingClientRect();
			const left = Math.max(0, panel?.left ?? 0);
			const right = Math.min(width, panel?.right ?? width);
			if (box.left < left - 1 || box.right > right + 1) {
				const name = control.getAttribute("aria-label") ?? control.textContent?.trim() ?? "";
				found.push(
					`${control.tagName} “${name.slice(0, 40)}” ${Math.round(box.left)}…${Math.round(box.right)} of ${left}…${right}`,
				);
			}
		}
		return found;
	});
	expect(misfits, where).toEqual([]);
}

const WORD = "unbroken";
/** A word of `length` characters with no place to break. */
export const longWord = (length: number): string => WORD.repeat(Math.ceil(length / WORD.length)).slice(0, length);
