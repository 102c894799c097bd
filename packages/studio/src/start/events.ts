import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";

/**
 * What one room reports to rooms that are made after it. Each event has one sender, and its listeners are attached while
 * the studio starts, before it serves.
 */
export interface StudioEvents {
	/** Sessions: a project has a new version (project, commit). */
	version: [projectId: string, sha: string];
	/** Sessions: a turn of a project has ended. */
	turnEnd: [projectId: string];
	/** Membership: a studio has ended or died; may come more than once for one. */
	gone: [studio: string];
	/** Membership: this studio was taken for dead, or another has its database. */
	fenced: [];
	/** Driver: a sandbox has connected to the model gateway. */
	sandboxConnection: [connection: Duplex];
}

/** The events of one studio. */
export type StudioEmitter = EventEmitter<StudioEvents>;

export function createStudioEvents(): StudioEmitter {
	return new EventEmitter<StudioEvents>();
}
