import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { watchPageErrors } from "./errors/index.ts";
import { router } from "./routes/index.ts";
import { keepFocus } from "./ui/index.ts";
import "./styles.css";

/** Loaded behind the page: nothing of it is needed for what is seen first. */
const Toasts = lazy(() => import("./ui/toast-list.tsx").then((list) => ({ default: list.Toasts })));

watchPageErrors();
const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
keepFocus(root);
createRoot(root).render(
	<StrictMode>
		<div className="flex h-dvh flex-col">
			{/* Takes the keys that scroll until something on the page has the focus. */}
			<div ref={focusOnce} tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto outline-none">
				<RouterProvider router={router} />
			</div>
			<Suspense fallback={null}>
				<Toasts />
			</Suspense>
		</div>
	</StrictMode>,
);

function focusOnce(area: HTMLElement | null): void {
	if (document.activeElement === document.body) area?.focus({ preventScroll: true });
}
