import { type Handover, Holder } from "@storydream/protocol";
import type { SandboxSpec } from "../driver.ts";
import { AGENT_PORT } from "./options.ts";

/**
 * What a pool's sandbox says to who asks whose it is.
 * - `ours`: it is the sandbox that was meant
 * - `nobodys`, `anothers`
 * - `stranger`: it does not know our token of the pool, or is no sandbox that can be handed over. `status`: of its answer
 * - `silent`: it gave no answer (yet)
 */
export type HandoverAnswer =
	| { is: "ours" }
	| { is: "nobodys" }
	| { is: "anothers" }
	| { is: "stranger"; status: number }
	| { is: "silent" };

/** The longest one question may take, in ms. */
const ANSWER_MS = 2_000;

/** Gives a waiting sandbox its name and its tokens. Safe to repeat: the same again is no other. */
export async function handOver(address: string, poolToken: string, spec: SandboxSpec): Promise<HandoverAnswer> {
	const body: Handover = {
		name: spec.name,
		incarnation: spec.incarnation,
		token: spec.token,
		gatewayToken: spec.gatewayToken,
		...(spec.model === undefined ? {} : { model: spec.model }),
	};
	const answer = await ask(address, poolToken, body);
	if (answer === null) return { is: "silent" };
	if (answer.ok) return { is: "ours" };
	if (answer.status === 409) return { is: "anothers" };
	return answer.status >= 500 ? { is: "silent" } : { is: "stranger", status: answer.status };
}

/** Asks whose a sandbox is, where somebody else may have handed it over. */
export async function askHolder(address: string, poolToken: string, name: string): Promise<HandoverAnswer> {
	const answer = await ask(address, poolToken);
	if (answer === null || answer.status >= 500) return { is: "silent" };
	const holder = answer.ok ? Holder.safeParse(answer.body) : null;
	if (!holder?.success) return { is: "stranger", status: answer.status };
	if (holder.data.name === null) return { is: "nobodys" };
	return { is: holder.data.name === name ? "ours" : "anothers" };
}

/** Null: no answer. */
async function ask(
	address: string,
	poolToken: string,
	body?: Handover,
): Promise<{ ok: boolean; status: number; body: unknown } | null> {
	const host = address.includes(":") ? `[${address}]` : address;
	try {
		const answer = await fetch(`http://${host}:${AGENT_PORT}/handover`, {
			method: body === undefined ? "GET" : "POST",
			headers: { authorization: `Bearer ${poolToken}`, "content-type": "application/json" },
			redirect: "error",
			signal: AbortSignal.timeout(ANSWER_MS),
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		return { ok: answer.ok, status: answer.status, body: answer.ok ? jsonOr(text) : null };
	} catch {
		// Nobody there yet, or no way to it: the same for who asks.
		return null;
	}
}

function jsonOr(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Whoever answers is no sandbox.
		return null;
	}
}
