import { z } from "zod";

/** What every object of a cluster has. */
export const KubernetesObject = z.looseObject({
	apiVersion: z.string(),
	kind: z.string(),
	metadata: z.looseObject({
		name: z.string(),
		namespace: z.string().optional(),
		annotations: z.record(z.string(), z.string()).optional(),
		labels: z.record(z.string(), z.string()).optional(),
	}),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;
