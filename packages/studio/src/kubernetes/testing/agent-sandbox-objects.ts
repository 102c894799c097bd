import { z } from "zod";

/* The objects of kubernetes-sigs/agent-sandbox (v1beta1), as far as our own go: a field that is not here is not one of theirs. */

const Texts = z.record(z.string(), z.string());
const PodMetadata = z.strictObject({ labels: Texts.optional(), annotations: Texts.optional() });
const PodTemplate = z.strictObject({ metadata: PodMetadata.optional(), spec: z.looseObject({}) });

export const TemplateSpec = z.strictObject({
	podTemplate: PodTemplate,
	service: z.boolean().optional(),
	networkPolicyManagement: z.enum(["Managed", "Unmanaged"]).optional(),
	envVarsInjectionPolicy: z.enum(["Allowed", "Overrides", "Disallowed"]).optional(),
});
export const PoolSpec = z.strictObject({
	replicas: z.int().min(0).default(1),
	sandboxTemplateRef: z.strictObject({ name: z.string().min(1) }),
	updateStrategy: z.strictObject({ type: z.enum(["Recreate", "OnReplenish"]).optional() }).optional(),
});
export const ClaimSpec = z.strictObject({
	warmPoolRef: z.strictObject({ name: z.string().min(1) }),
	additionalPodMetadata: PodMetadata.optional(),
});
export const SandboxSpec = z.strictObject({ podTemplate: PodTemplate, service: z.boolean().optional() });

const SPECS: Record<string, z.ZodType> = {
	SandboxTemplate: TemplateSpec,
	SandboxWarmPool: PoolSpec,
	SandboxClaim: ClaimSpec,
	Sandbox: SandboxSpec,
};
const Any = z.looseObject({ metadata: z.looseObject({ name: z.string().optional() }), spec: z.unknown() });

/** What is wrong with such an object, and the pod in it, for who knows pods; null where it has none. */
export function agentSandboxErrors(object: object, kind: string): { errors: string[]; pod: object | null } {
	const { metadata, spec } = Any.parse(object);
	const parsed = SPECS[kind]?.safeParse(spec);
	if (!parsed) throw new Error(`agent-sandbox has no ${kind}`);
	const errors = (parsed.error?.issues ?? []).map((issue) =>
		issue.code === "unrecognized_keys"
			? `unknown: ${[".spec", ...issue.path, ...issue.keys].join(".")}`
			: `wrong: ${["spec", ...issue.path].join(".")}: ${issue.message}`,
	);
	const template = z.looseObject({ podTemplate: PodTemplate }).safeParse(spec).data?.podTemplate;
	if (!template) return { errors, pod: null };
	const name = { name: metadata.name ?? "a-pod" };
	return { errors, pod: { apiVersion: "v1", kind: "Pod", metadata: { ...name, ...template.metadata }, spec: template.spec } };
}
