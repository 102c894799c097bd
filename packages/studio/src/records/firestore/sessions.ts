import { StoryDreamError } from "@storydream/protocol";
import type { Records, SessionRecord } from "../records.ts";
import { isLiving, without } from "../rules.ts";
import { changedFrom, checkWritten, toChanges } from "../table.ts";
import { sessions as table } from "../tables.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Decision, Store, Write } from "./store.ts";
import type { Fields } from "./values.ts";

/** More than any studio runs. */
const LIVE_LISTED = 10_000;

/** The project whose one living session this is; null: none. */
const projectOf = (session: SessionRecord): string | null => (isLiving(session) ? session.projectId : null);
const derived = (session: SessionRecord): Fields => ({ living: isLiving(session), livingProjectId: projectOf(session) });

/**
 * That a project has one living session only is kept by a document of its own, made and removed in the same commit as the
 * session changes.
 */
export function firestoreSessions(store: Store, now: () => string): Records["sessions"] {
	const taken = () => new StoryDreamError("conflict", "There is one already.");

	/** Changes one session if `holds`. Asks twice where the place of its project must be looked at too, which it learns by reading. */
	async function change(
		id: string,
		fields: Partial<SessionRecord>,
		holds: (session: SessionRecord) => boolean,
	): Promise<SessionRecord | null> {
		const path = pathOf.session(id);
		const changes = toChanges(table, fields);
		const places = new Set<string>(typeof fields.projectId === "string" ? [fields.projectId] : []);
		for (;;) {
			const ids = [...places];
			const answer = await store.change<{ done: SessionRecord | null } | { also: string }>(
				[path, ...ids.map(pathOf.livingSession)],
				([document, ...living]): Decision<{ done: SessionRecord | null } | { also: string }> => {
					const before = document ? toRecord(table, document) : null;
					if (!document || before === null || !holds(before)) return { answer: { done: null }, writes: [] };
					if (Object.keys(changes).length === 0) return { answer: { done: before }, writes: [] };
					const after = changedFrom(table, { ...document, ...changes });
					const [left, entered] = [projectOf(before), projectOf(after)];
					const writes: Write[] = [{ kind: "patch", path, fields: { ...changes, ...derived(after) } }];
					if (left !== entered) {
						const unseen = [left, entered].find((place) => place !== null && !places.has(place));
						if (typeof unseen === "string") return { answer: { also: unseen }, writes: [] };
						if (left !== null && living[ids.indexOf(left)]?.sessionId === id) {
							writes.push({ kind: "remove", path: pathOf.livingSession(left) });
						}
						if (entered !== null) {
							if (living[ids.indexOf(entered)]) throw taken();
							writes.push({ kind: "create", path: pathOf.livingSession(entered), fields: { sessionId: id } });
						}
					}
					return { answer: { done: after }, writes };
				},
			);
			if ("done" in answer) return answer.done;
			places.add(answer.also);
		}
	}

	return {
		async create(session) {
			checkWritten(table, session);
			const path = pathOf.session(session.id);
			const project = projectOf(session);
			const place = project === null ? null : pathOf.livingSession(project);
			await store.change([path, ...(place === null ? [] : [place])], ([there, living]) => {
				if (there || living) throw taken();
				const writes: Write[] = [{ kind: "create", path, fields: toFields(table, session, derived(session)) }];
				if (place !== null) writes.push({ kind: "create", path: place, fields: { sessionId: session.id } });
				return { answer: null, writes };
			});
		},
		async get(id) {
			const fields = await store.get(pathOf.session(id));
			return fields ? toRecord(table, fields) : null;
		},
		async findByProject(projectId) {
			const [found] = await store.query({
				collection: "sessions",
				where: [["livingProjectId", "EQUAL", projectId]],
				limit: 1,
			});
			return found ? toRecord(table, found.fields) : null;
		},
		async listLive() {
			const found = await store.query({ collection: "sessions", where: [["living", "EQUAL", true]], limit: LIVE_LISTED });
			const live = found.map(({ fields }) => toRecord(table, fields));
			return live.sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id));
		},
		update: (id, expected, fields) =>
			change(
				id,
				{ updatedAt: now(), ...without(fields, ["id"]) },
				(session) => session.incarnation === expected.incarnation && expected.state.includes(session.state),
			),
		claim: (id, projectId) =>
			change(
				id,
				{ projectId, updatedAt: now() },
				(session) => session.projectId === null && isLiving(session) && session.state !== "ending",
			),
		async remove(id) {
			const path = pathOf.session(id);
			const fields = await store.get(path);
			const project = fields ? projectOf(toRecord(table, fields)) : null;
			const place = project === null ? null : pathOf.livingSession(project);
			await store.change([path, ...(place === null ? [] : [place])], ([session, living]) => {
				const writes: Write[] = session ? [{ kind: "remove", path }] : [];
				if (place !== null && living?.sessionId === id) writes.push({ kind: "remove", path: place });
				return { answer: null, writes };
			});
		},
	};
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
