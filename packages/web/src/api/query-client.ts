import { StoryDreamError } from "@storydream/protocol";
import { QueryClient } from "@tanstack/react-query";

/** The page's one cache of what the studio answered. Not in the first script: each part that reads it provides it. */
export const queryClient = new QueryClient({
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
