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

/** What a change comes to; or the project whose place must be looked at before that can be said. */
type PlacedDecision = { done: SessionRecord | null; writes: Write[] } | { also: string };

/** The session that holds a project's place; null: it is free. */
const holderOf = (place: Fields | null | undefined): string | null => (place ? String(place.sessionId) : null);

/**
 * That a project has one living session only is kept by a document of its own, made and removed in the same commit as the
 * session changes.
 */
export function firestoreSessions(store: Store, now: () => string): Records["sessions"] {
	const taken = () => new StoryDreamError("conflict", "There is one already.");

	/**
	 * Changes one session with the places of the projects that this is about. Which they are is learnt by reading the
	 * session; `decide` is asked again with those it names in `also`.
	 */
	async function changeWithPlaces(
		id: string,
		expected: string | null | undefined,
		decide: (document: Fields | null, holders: ReadonlyMap<string, string | null>) => PlacedDecision,
	): Promise<SessionRecord | null> {
		const path = pathOf.session(id);
		const places = new Set<string>(typeof expected === "string" ? [expected] : []);
		for (;;) {
			const ids = [...places];
			const answer = await store.change<{ done: SessionRecord | null } | { also: string }>(
				[path, ...ids.map(pathOf.livingSession)],
				([document, ...living]): Decision<{ done: SessionRecord | null } | { also: string }> => {
					const holders = new Map(ids.map((place, index) => [place, holderOf(living[index])]));
					const decision = decide(document ?? null, holders);
					return "also" in decision ? { answer: decision, writes: [] } : { answer: decision, writes: decision.writes };
				},
			);
			if ("done" in answer) return answer.done;
			places.add(answer.also);
		}
	}

	/** Changes one session if `holds`, and moves it from the place of one project to that of another where that follows. */
	function change(
		id: string,
		fields: Partial<SessionRecord>,
		holds: (session: SessionRecord) => boolean,
	): Promise<SessionRecord | null> {
		const path = pathOf.session(id);
		const changes = toChanges(table, fields);
		return changeWithPlaces(id, fields.projectId, (document, holders) => {
			const before = document ? toRecord(table, document) : null;
			if (!document || before === null || !holds(before)) return { done: null, writes: [] };
			if (Object.keys(changes).length === 0) return { done: before, writes: [] };
			const after = changedFrom(table, { ...document, ...changes });
			const [left, entered] = [projectOf(before), projectOf(after)];
			const writes: Write[] = [{ kind: "patch", path, fields: { ...changes, ...derived(after) } }];
			if (left === entered) return { done: after, writes };
			for (const place of [left, entered]) if (place !== null && !holders.has(place)) return { also: place };
			if (left !== null && holders.get(left) === id) writes.push({ kind: "remove", path: pathOf.livingSession(left) });
			if (entered !== null) {
				if (holders.get(entered) !== null) throw taken();
				writes.push({ kind: "create", path: pathOf.livingSession(entered), fields: { sessionId: id } });
			}
			return { done: after, writes };
		});
	}

	/** Keys and tokens are never given twice: there is one session at most. */
	async function findLiving(field: "previewKey" | "gatewayToken", value: string): Promise<SessionRecord | null> {
		const [found] = await store.query({ collection: "sessions", where: [[field, "EQUAL", value]], limit: 1 });
		const session = found ? toRecord(table, found.fields) : null;
		return session !== null && isLiving(session) ? session : null;
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
		findByPreviewKey: (previewKey) => findLiving("previewKey", previewKey),
		findByGatewayToken: (gatewayToken) => findLiving("gatewayToken", gatewayToken),
		update: (id, expected, fields) =>
			change(
				id,
				{ updatedAt: now(), ...without(fields, ["id"]) },
				(session) =>
					session.incarnation === expected.incarnation &&
					expected.state.includes(session.state) &&
					(expected.ownerId ?? session.ownerId) === session.ownerId,
			),
		claim: (id, projectId, ownerId) =>
			change(
				id,
				{ projectId, updatedAt: now() },
				(session) =>
					session.projectId === null &&
					isLiving(session) &&
					session.state !== "ending" &&
					(ownerId ?? session.ownerId) === session.ownerId,
			),
		async remove(id) {
			const path = pathOf.session(id);
			await changeWithPlaces(id, null, (document, holders) => {
				if (!document) return { done: null, writes: [] };
				const place = projectOf(toRecord(table, document));
				if (place !== null && !holders.has(place)) return { also: place };
				const writes: Write[] = [{ kind: "remove", path }];
				if (place !== null && holders.get(place) === id) writes.push({ kind: "remove", path: pathOf.livingSession(place) });
				return { done: null, writes };
			});
		},
	};
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
