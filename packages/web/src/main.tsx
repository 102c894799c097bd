import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { watchPageErrors } from "./errors/index.ts";
import { router } from "./routes/index.ts";
import "./styles.css";

/** Loaded behind the page: nothing of it is needed for what is seen first. */
const Toasts = lazy(() => import("./ui/toast-list.tsx").then((list) => ({ default: list.Toasts })));

watchPageErrors();
const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(
	<StrictMode>
		<RouterProvider router={router} />
		<Suspense fallback={null}>
			<Toasts />
		</Suspense>
	</StrictMode>,
);
