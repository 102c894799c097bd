import type { Records } from "../records/records.ts";
import type { Membership } from "./membership.ts";

/** Records whose exports a studio changes only while it has not been taken for dead; sessions see to themselves. */
export function whileSure(records: Records, membership: Pick<Membership, "sure">): Records {
	return {
		...records,
		exports: {
			...records.exports,
			async update(...change) {
				await membership.sure();
				return records.exports.update(...change);
			},
		},
	};
}
