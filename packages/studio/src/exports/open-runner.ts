import type { Config } from "../config/index.ts";
import type { Records } from "../records/records.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Logger } from "../telemetry/index.ts";
import type { ExportProgressBus } from "./job/progress-bus.ts";
import { jobRunner } from "./job/runner.ts";
import { type ExportRunner, sessionRunner } from "./runner.ts";

/** The NetworkPolicy and the Service of `deploy/kubernetes` that exports need. */
const POLICY = "storydream-sandboxes";
const SERVICE = "storydream-internal";

/** What makes films, as configured. A cluster's client is loaded only where it is used; nothing is asked of it yet. */
export async function openExportRunner(
	config: Pick<Config, "exports" | "exportLimits" | "docker" | "kubernetes">,
	deps: { install: string; sessions: Pick<Sessions, "runExport">; records: Records; news: ExportProgressBus; logger: Logger },
): Promise<ExportRunner> {
	if (config.exports === "session") return sessionRunner(deps.sessions);
	const [{ connectKubernetes }, { kubernetesJobs }] = await Promise.all([
		import("../kubernetes/index.ts"),
		import("./job/kubernetes.ts"),
	]);
	const { inside, namespace, studioNamespace, gatewayUrl, imagePullSecret, ...pods } = config.kubernetes;
	const { image, allowEgress } = config.docker;
	const client = connectKubernetes({ inside, namespace });
	const { install, records, news, logger } = deps;
	return jobRunner({
		cluster: kubernetesJobs(client, {
			install,
			policy: POLICY,
			service: SERVICE,
			studioNamespace,
			studioUrl: gatewayUrl === null ? null : gatewayUrl.replace(/\/gateway\/?$/, ""),
			allowEgress,
		}),
		options: {
			install,
			namespace,
			image,
			imagePullPolicy: pods.imagePullPolicy,
			limits: config.exportLimits,
			nodeSelector: pods.nodeSelector,
			tolerations: pods.tolerations,
			...(imagePullSecret === null ? {} : { imagePullSecret }),
			...(pods.priorityClass === null ? {} : { priorityClass: pods.priorityClass }),
			...(pods.runtimeClass === null ? {} : { runtimeClass: pods.runtimeClass }),
			allowEgress,
		},
		records,
		news,
		logger,
	});
}
