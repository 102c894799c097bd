/** The panels beside the film, as they stand in the address. */
export const PANELS = ["edit", "versions", "assets", "export"] as const;
export type PanelTab = (typeof PANELS)[number];

/** What of the workspace stands in its address: the open panel, and the selected scene. */
export interface WorkspaceSearch {
	panel?: PanelTab;
	scene?: string;
}

const SCENE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Takes from an address what the workspace knows, and leaves out the rest. */
export function readWorkspaceSearch(search: Record<string, unknown>): WorkspaceSearch {
	const panel = PANELS.find((one) => one === search.panel);
	const scene = typeof search.scene === "string" && SCENE_ID.test(search.scene) ? search.scene : undefined;
	return { ...(panel ? { panel } : {}), ...(scene ? { scene } : {}) };
}
