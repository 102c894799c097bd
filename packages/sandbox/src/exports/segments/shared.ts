import path from "node:path";
import type { Readable } from "node:stream";
import type { SegmentFacts, WantedSegment } from "@storydream/protocol";
import type { ExportParts } from "../segmented.ts";
import { openSegmentStore } from "./store.ts";

/** Segments of an exporter, as those see them who move them here and away. */
export interface SharedSegments {
	/** Notes what an export is made of, and has what is missing brought. Never rejects. */
	planned(request: Request, parts: ExportParts): Promise<void>;
	of(exportId: string): Promise<SegmentFacts[]>;
	open(key: string): Promise<{ path: string; bytes: number } | null>;
	receive(facts: SegmentFacts, body: Readable): Promise<void>;
	forget(exportId: string): void;
}

/** Brings segments that an export needs (`SharedSegments.receive`), as far as the studio keeps them. */
export type FetchSegments = (exportId: string, missing: WantedSegment[]) => Promise<void>;

interface Options {
	exportsDir: string;
	fetchSegments?: FetchSegments;
	onDetail?: (exportId: string, detail: string) => void;
}

/** An export, and whether the studio keeps its segments. */
interface Request {
	exportId: string;
	keepsSegments?: boolean | undefined;
}

/** Where an exporter keeps its segments. */
export function segmentsFolder(exportsDir: string): string {
	return path.join(exportsDir, ".cache", "segments");
}

/** Whether the segments that an export misses may come from the studio. */
export function bringsSegments({ fetchSegments }: Pick<Options, "fetchSegments">, { keepsSegments }: Request): boolean {
	return fetchSegments !== undefined && keepsSegments === true;
}

export function openShared(options: Options): SharedSegments {
	const store = openSegmentStore(segmentsFolder(options.exportsDir));
	/** What exports are made of, until they are cancelled or fetched. Owned by `planned` and `forget`. */
	const plans = new Map<string, WantedSegment[]>();
	return {
		async planned(request, { segments, missing }) {
			const { exportId } = request;
			plans.set(exportId, segments);
			if (missing.length === 0 || !bringsSegments(options, request)) return;
			try {
				await options.fetchSegments?.(exportId, missing);
			} catch (error) {
				options.onDetail?.(exportId, `segments were not fetched: ${error instanceof Error ? error.message : String(error)}`);
			}
		},
		async of(exportId) {
			const facts = await Promise.all((plans.get(exportId) ?? []).map(({ key }) => store.facts(key)));
			return facts.flatMap((one) => one ?? []);
		},
		open: store.open,
		receive: store.receive,
		forget: (exportId) => void plans.delete(exportId),
	};
}
