import { resolve } from "node:path";
import { createInternalServer } from "../../../http/index.ts";
import { startHarness } from "../../../http/testing/harness.ts";
import { assetBytes } from "../../../projects/index.ts";
import type { ExportRunner } from "../../runner.ts";
import { createSegments } from "../../segments.ts";
import type { JobCluster } from "../cluster.ts";
import { createExportJobApi } from "../job-api.ts";
import type { JobOptions } from "../manifest.ts";
import { createExportProgressBus } from "../progress-bus.ts";
import { jobRoutes } from "../routes.ts";
import { jobRunner } from "../runner.ts";

export const TEMPLATE = resolve(import.meta.dirname, "../../../../../template");

export const JOB_OPTIONS: JobOptions = {
	install: "test",
	namespace: "films",
	image: "storydream-sandbox",
	limits: { memoryBytes: 4_000_000_000, cpus: 2, diskBytes: 8_000_000_000 },
	allowEgress: false,
};

/** A studio whose exports are jobs, with its internal port; `runner` stands in for all that is behind them. */
export async function startJobRig(options: {
	cluster?: JobCluster & { url: string };
	runner?: ExportRunner;
	templateDir?: string;
	image?: string;
	/** Where the internal port listens; default: any free port of loopback. */
	listen?: { host: string; port: number };
}) {
	const news = createExportProgressBus();
	const { cluster } = options;
	const studio = await startHarness({
		...(options.templateDir === undefined ? {} : { templateDir: options.templateDir }),
		runner: ({ records, logger }) => {
			if (options.runner) return options.runner;
			if (!cluster) throw new Error("there is neither a cluster nor a runner");
			const jobs = { ...JOB_OPTIONS, image: options.image ?? JOB_OPTIONS.image };
			return jobRunner({ cluster, options: jobs, records, news, logger, deadlines: { pollMs: 100, quietMs: 500 } });
		},
	});
	const { records, objects, repositories, logger, metrics } = studio;
	/** `news` apart from the runner's: as at another studio. */
	async function openInternal(port = options.listen?.port ?? 0, progressBus = news) {
		const host = options.listen?.host ?? "127.0.0.1";
		const assets = assetBytes(objects, { maxAssetBytes: 5_000_000 });
		const api = createExportJobApi({
			records,
			objects,
			repositories,
			assets,
			segments: createSegments(objects),
			news: progressBus,
			remotionLicenseKey: null,
			logger,
		});
		const internal = await createInternalServer({
			plugins: [{ prefix: "/jobs", routes: jobRoutes(api) }],
			connections: { total: 100, perAddress: 100 },
			logger,
			metrics,
		});
		const address = await internal.listen({ host, port });
		internal.open();
		return { ...internal, ...address, url: `http://${host}:${address.port}` };
	}
	const internal = await openInternal();
	if (cluster) cluster.url = internal.url;
	return { studio, internal, openInternal };
}
