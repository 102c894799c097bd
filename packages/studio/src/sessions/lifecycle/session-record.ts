import type { SandboxSpec } from "../../drivers/driver.ts";
import { newId } from "../../ids.ts";
import type { SessionRecord, SessionState } from "../../records/records.ts";
import type { SessionsOptions } from "../ports.ts";

/** States of a session that has not ended. */
export const LIVE_STATES: SessionState[] = ["intended", "starting", "loading", "ready", "ending"];

let lastIncarnation = 0;

/** Rises with every start, also across restarts of the studio. */
function nextIncarnation(): string {
	lastIncarnation = Math.max(Date.now(), lastIncarnation + 1);
	return lastIncarnation.toString(36);
}

/** The intent to start a sandbox: everything that will be needed to find it again. Written before anything is started. */
export function intendSession(
	projectId: string | null,
	options: Pick<SessionsOptions, "install" | "driver"> & { ownerId: string },
): SessionRecord {
	const id = newId();
	const incarnation = nextIncarnation();
	const now = new Date().toISOString();
	return {
		id,
		projectId,
		incarnation,
		sandboxName: `${options.install}-${id}-${incarnation}`,
		driver: options.driver.kind,
		state: "intended",
		sandboxToken: newId(40),
		gatewayToken: newId(40),
		previewKey: newId(26),
		endpoint: null,
		createdAt: now,
		updatedAt: now,
		ownerId: options.ownerId,
	};
}

export function specOf(record: SessionRecord, options: Pick<SessionsOptions, "gatewayUrl" | "sandboxModel">): SandboxSpec {
	return {
		name: record.sandboxName,
		incarnation: record.incarnation,
		sessionId: record.id,
		token: record.sandboxToken,
		gatewayUrl: options.gatewayUrl,
		gatewayToken: record.gatewayToken,
		spare: record.projectId === null,
		...(options.sandboxModel === undefined ? {} : { model: options.sandboxModel }),
	};
}
