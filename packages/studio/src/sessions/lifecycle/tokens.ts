import { previewAccessToken } from "@storydream/protocol/preview-access";
import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";

/** Where a session's preview is. */
export interface PreviewTarget {
	host: string;
	port: number;
	/** What comes before the preview's own paths, `/` for nothing. */
	pathname: string;
	/** Shown to the preview server: it answers nobody else. */
	accessToken: string;
}

export function previewTargetOf({ sandboxToken }: Pick<SessionRecord, "sandboxToken">, previewUrl: string): PreviewTarget {
	const { hostname, port, pathname } = new URL(previewUrl);
	return { host: hostname, port: Number(port), pathname, accessToken: previewAccessToken(sandboxToken) };
}

/** Which key leads where, from this studio's own state only: nothing a request says can change it. */
export interface TokenRegistry {
	/** From here on the session's gateway token is taken, until `close`. */
	openGateway(record: SessionRecord): void;
	openPreview(record: SessionRecord, endpoint: SandboxEndpoint): void;
	closePreview(record: SessionRecord): void;
	close(record: SessionRecord): void;
	previewTarget(previewKey: string): PreviewTarget | null;
	authenticateGateway(token: string): { sessionId: string; projectId: string } | null;
}

export function createTokenRegistry(): TokenRegistry {
	const gateways = new Map<string, { sessionId: string; projectId: string }>();
	const previews = new Map<string, PreviewTarget>();
	return {
		openGateway({ id, projectId, gatewayToken }) {
			// A spare belongs to nobody: nobody could be charged.
			if (projectId !== null) gateways.set(gatewayToken, { sessionId: id, projectId });
		},
		openPreview(record, { previewUrl }) {
			previews.set(record.previewKey, previewTargetOf(record, previewUrl));
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
