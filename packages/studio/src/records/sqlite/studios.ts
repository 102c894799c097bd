import type { Records } from "../records.ts";
import { studios } from "../tables.ts";
import type { SqliteContext } from "./rows.ts";

export function sqliteStudios({ db, rows }: SqliteContext): Records["studios"] {
	const { insert, many } = rows;
	return {
		async create(studio) {
			insert(studios, studio);
		},
		async list() {
			return many(studios, "ORDER BY startedAt, id");
		},
		async remove(id) {
			return db.run("DELETE FROM studios WHERE id = ?", id) > 0;
		},
	};
}
