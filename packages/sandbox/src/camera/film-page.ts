import type { CDPSession, Page } from "playwright-core";
import type { FilmPage } from "../ports.ts";
import { type Capture, CaptureState, MeasuredFrame, MissingLetters } from "../preview/index.ts";

/** In functions that run in the page, which brings no types of its own here. */
declare const window: { __storydream?: Capture };

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** What a film check asks of a page that has the camera's handles. */
export function filmPageOf(page: Page): FilmPage {
	// Straight from the browser: Playwright's own screenshot waits for two more frames each time.
	const shoot = async (format: { format: "png"; optimizeForSpeed: boolean } | { format: "jpeg"; quality: number }) => {
		const session = sessions.get(page) ?? page.context().newCDPSession(page);
		sessions.set(page, session);
		const { data } = await (await session).send("Page.captureScreenshot", format);
		return Buffer.from(data, "base64");
	};
	return {
		async measure(frame, timeoutMs) {
			const measured: unknown = await page.evaluate(([at, ms]) => window.__storydream?.measure(at, ms) ?? null, [
				frame,
				timeoutMs,
			] as const);
			return MeasuredFrame.nullable().parse(measured);
		},
		picture: () => shoot({ format: "png", optimizeForSpeed: true }),
		thumbnail: () => shoot({ format: "jpeg", quality: 72 }),
		hideWords: (hidden) => page.evaluate((value) => window.__storydream?.hideWords(value), hidden),
		letters: async () => MissingLetters.parse(await page.evaluate(() => window.__storydream?.letters() ?? [])),
		errors: async () => CaptureState.shape.errors.parse(await page.evaluate(() => window.__storydream?.errors() ?? [])),
	};
}
