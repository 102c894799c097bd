import type { SandboxEndpoint } from "../drivers/driver.ts";
import type { SessionRecord } from "../records/records.ts";

/** Which key leads where, from this studio's own state only: nothing a request says can change it. */
export interface Doors {
	/** From here on the session's gateway token is taken, until `close`. */
	openGateway(record: SessionRecord): void;
	openPreview(record: SessionRecord, endpoint: SandboxEndpoint): void;
	closePreview(record: SessionRecord): void;
	close(record: SessionRecord): void;
	/** `pathname`: what comes before the preview's own paths, `/` for nothing. */
	previewTarget(previewKey: string): { host: string; port: number; pathname: string } | null;
	authenticateGateway(token: string): { sessionId: string; projectId: string } | null;
}

export function createDoors(): Doors {
	const gateways = new Map<string, { sessionId: string; projectId: string }>();
	const previews = new Map<string, { host: string; port: number; pathname: string }>();
	return {
		openGateway({ id, projectId, gatewayToken }) {
			// A spare belongs to nobody: nobody could be charged.
			if (projectId !== null) gateways.set(gatewayToken, { sessionId: id, projectId });
		},
		openPreview({ previewKey }, { previewUrl }) {
			const { hostname, port, pathname } = new URL(previewUrl);
			previews.set(previewKey, { host: hostname, port: Number(port), pathname });
		},
		closePreview: ({ previewKey }) => void previews.delete(previewKey),
		close({ gatewayToken, previewKey }) {
			gateways.delete(gatewayToken);
			previews.delete(previewKey);
		},
		previewTarget: (previewKey) => previews.get(previewKey) ?? null,
		authenticateGateway: (token) => gateways.get(token) ?? null,
	};
}
