import { StoryDreamError } from "@storydream/protocol";
import type { Records } from "../records.ts";
import { checkWritten } from "../table.ts";
import { studios as table } from "../tables.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Store } from "./store.ts";

/** More than anybody runs. */
const LISTED = 1_000;

export function firestoreStudios(store: Store): Records["studios"] {
	return {
		async create(studio) {
			checkWritten(table, studio);
			const path = pathOf.studio(studio.id);
			await store.change([path], ([there]) => {
				if (there) throw new StoryDreamError("conflict", "There is one already.");
				return { answer: null, writes: [{ kind: "create", path, fields: toFields(table, studio, {}) }] };
			});
		},
		async list() {
			const found = await store.query({ collection: "studios", where: [], limit: LISTED });
			const key = ({ startedAt, id }: { startedAt: string; id: string }) => `${startedAt} ${id}`;
			return found.map(({ fields }) => toRecord(table, fields)).sort((one, other) => (key(one) < key(other) ? -1 : 1));
		},
		remove(id) {
			const path = pathOf.studio(id);
			return store.change<boolean>([path], ([document]) => ({
				answer: document !== null && document !== undefined,
				writes: document ? [{ kind: "remove", path }] : [],
			}));
		},
	};
}
