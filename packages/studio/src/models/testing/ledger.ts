import type { Usage } from "@storydream/protocol";
import { project } from "../../records/contract/samples.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import { createLedger, type Ledger } from "../ledger.ts";

export interface TestLedger {
	ledger: Ledger;
	records: Records;
	/** What was counted, in order; what costs nothing and has no tokens is left out. */
	charged: { projectId: string; usage: Usage }[];
}

/** A ledger on a database in memory that has one project, and writes down what is counted. */
export async function openTestLedger(
	options: { projectId?: string; budgetUsd?: number | null; maxAtOnce?: number } = {},
): Promise<TestLedger> {
	const records = createSqliteRecords({ file: ":memory:" });
	const projectId = options.projectId ?? "project-1";
	await records.projects.create(project(projectId, { budgetUsd: options.budgetUsd ?? null }));
	const charged: TestLedger["charged"] = [];
	const note = (id: string, usage: Usage): void => {
		if (usage.costUsd > 0 || usage.outputTokens > 0) charged.push({ projectId: id, usage });
	};
	const real = createLedger({
		records,
		ownerId: "studio-1",
		maxAtOnce: options.maxAtOnce ?? 100,
		callMs: 60_000,
		isAbandoned: () => false,
	});
	const ledger: Ledger = {
		...real,
		async reserve(caller, usd) {
			const call = await real.reserve(caller, usd);
			if ("kind" in call) return call;
			return {
				async settle(usage) {
					await call.settle(usage);
					note(caller.projectId, usage);
				},
			};
		},
		async count(id, usage) {
			await real.count(id, usage);
			note(id, usage);
		},
	};
	return { ledger, records, charged };
}
