import { MAX_ATTACHMENT_BYTES, MAX_PROMPT_BYTES, type Me, PROTOCOL_VERSION } from "@storydream/protocol";
import { createExportJobApi, createSegments, jobRoutes } from "../exports/index.ts";
import {
	createInternalServer,
	createOrigins,
	createStudioServer,
	type InternalServer,
	type StudioServer,
} from "../http/index.ts";
import { type ModelGateway, modelGatewayRoutes } from "../models/index.ts";
import { createPreviewProxy } from "../previews/index.ts";
import { assetBytes } from "../projects/index.ts";
import { versionOfThis } from "./addresses.ts";
import { modelOf, type RoomParts, type Rooms } from "./rooms.ts";
import type { Sandboxes } from "./sandboxes.ts";

/** What listens: the port for people, and the one for pods (null: none). */
export interface Servers {
	readonly public: StudioServer;
	readonly internal: InternalServer | null;
	/** Both answer requests from now on. */
	open(): void;
	drain(graceMs: number): Promise<void>;
}

/** Makes both servers and listens; until `open` they answer that the studio is not ready. */
export async function listen(
	made: RoomParts,
	rooms: Rooms,
	use: { gateway: ModelGateway; sandboxes: Sandboxes; opened: AsyncDisposableStack },
): Promise<Servers> {
	const { config, port } = made;
	const server = await createPublicServer(made, rooms, use);
	const internal = config.internalPort === null ? null : await createPodServer(made, rooms, use.gateway);
	// The port first: a second studio must fail here, before it looks at sandboxes that are not its own.
	await server.listen({ host: config.host, port });
	use.opened.defer(() => server.close());
	if (internal !== null && config.internalPort !== null) {
		await internal.listen({ host: config.host, port: config.internalPort });
		use.opened.defer(() => internal.close());
	}
	return {
		public: server,
		internal,
		open() {
			server.open();
			internal?.open();
		},
		drain: async (graceMs) => void (await Promise.all([server.drain({ graceMs }), internal?.drain({ graceMs })])),
	};
}

function createPublicServer(
	made: RoomParts,
	{ projects, sessions, exports, replicas }: Rooms,
	{ gateway, sandboxes }: { gateway: ModelGateway; sandboxes: Sandboxes },
): Promise<StudioServer> {
	const { config, records, objects, driver, metrics, logger, port } = made;
	const origins = createOrigins({ host: config.host, publicUrl: config.publicUrl });
	return createStudioServer({
		projects,
		sessions,
		exports,
		previews: createPreviewProxy({
			domain: config.previewDomain,
			appOrigins: () => origins.appOrigins(port),
			target: (key) => sessions.previewTarget(key) ?? replicas?.previewTarget(key) ?? null,
			logger: logger.child({ room: "previews" }),
			metrics,
		}),
		origins,
		logger,
		metrics,
		version: versionOfThis(),
		me: () => aboutStudio(made, sandboxes.restricted()),
		checks: { records: () => records.check(), objects: () => objects.check(), sandboxes: () => driver.check() },
		maxAssetBytes: config.maxAssetBytes,
		connections: config.connections,
		previewDomain: config.previewDomain,
		webDir: made.parts.webDir,
		...(replicas === null ? {} : { replicas }),
		plugins: [{ prefix: "/gateway", routes: modelGatewayRoutes(gateway) }],
	});
}

function createPodServer(
	made: RoomParts,
	{ exportProgress }: Pick<Rooms, "exportProgress">,
	gateway: ModelGateway,
): Promise<InternalServer> {
	const { config, records, objects, repositories, metrics, logger } = made;
	const jobApi = createExportJobApi({
		records,
		objects,
		repositories,
		assets: assetBytes(objects, config),
		segments: createSegments(objects),
		news: exportProgress,
		remotionLicenseKey: config.remotionLicenseKey,
		logger: logger.child({ room: "exports" }),
	});
	return createInternalServer({
		plugins: [
			{ prefix: "/gateway", routes: modelGatewayRoutes(gateway) },
			{ prefix: "/jobs", routes: jobRoutes(jobApi) },
		],
		connections: config.connections,
		logger,
		metrics,
	});
}

/** What a page learns of this studio, besides who is asking. */
function aboutStudio({ config }: Pick<RoomParts, "config">, restricted: string | null): Omit<Me, "userId" | "name"> {
	const model = modelOf(config);
	return {
		protocolVersion: PROTOCOL_VERSION,
		model: { ...model, hint: model.demo ? "Set ANTHROPIC_API_KEY and start the studio again to talk to Claude." : null },
		restricted,
		limits: { promptBytes: MAX_PROMPT_BYTES, attachmentBytes: MAX_ATTACHMENT_BYTES, assetBytes: config.maxAssetBytes },
	};
}
