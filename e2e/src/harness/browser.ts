import type { LaunchOptions } from "@playwright/test";
import { findBrowser } from "@storydream/sandbox";

/** How the flows and the bench start the browser that stands for a person's: the one the product would find. */
export async function personsBrowser(): Promise<LaunchOptions> {
	const found = await findBrowser(process.env);
	if (!found) throw new Error("The browser flows need a Chromium: `npm run storydream doctor` says how to get one.");
	return {
		executablePath: found.executablePath,
		env: { ...process.env, ...found.env },
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			"--autoplay-policy=no-user-gesture-required",
		],
	};
}
