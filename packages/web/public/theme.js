// Runs before the first paint, so that a stored choice of light or dark never flashes. Kept apart from the app's bundle
// because a content security policy without inline scripts must be able to stand.
(() => {
	let choice = "system";
	try {
		choice = localStorage.getItem("storydream:theme") ?? "system";
	} catch {
		// Storage may be closed (private windows): the system's choice is a fine answer.
	}
	const dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
	document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
