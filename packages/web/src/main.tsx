import { StoryDreamError } from "@storydream/protocol";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { watchPageErrors } from "./errors/index.ts";
import { router } from "./routes/index.ts";
import "./styles.css";

const queries = new QueryClient({
	defaultOptions: {
		queries: {
			staleTime: 10_000,
			// A studio on this machine answers without a network, whatever the browser says of it.
			networkMode: "always",
			refetchOnReconnect: true,
			// What the studio refused it refuses again; only a missing answer is worth another try.
			retry: (failures, error) => failures < 2 && !(error instanceof StoryDreamError && error.status < 500),
		},
		mutations: { networkMode: "always" },
	},
});

/** Loaded behind the page: nothing of it is needed for what is seen first. */
const Toasts = lazy(() => import("./ui/toast-list.tsx").then((list) => ({ default: list.Toasts })));

watchPageErrors();
const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={queries}>
			<RouterProvider router={router} />
			<Suspense fallback={null}>
				<Toasts />
			</Suspense>
		</QueryClientProvider>
	</StrictMode>,
);
