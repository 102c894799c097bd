import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { webAddress } from "../config/values.ts";
import type { Reader, Section, Variable } from "../config/variables.ts";

/** This studio among others on the same stores. */
export interface ReplicasConfig {
	/** Where other studios on the same stores reach this one, such as `http://10.0.0.7:8080`; null: it is the only one. */
	studioAddress: string | null;
	/** What sandboxes' names begin with, for all studios on the same stores; null: the name that the data folder keeps. */
	installation: string | null;
}

const STUDIO_ADDRESS: Variable<string> = {
	name: "STUDIO_ADDRESS",
	schema: webAddress.refine((text) => URL.parse(text)?.pathname === "/", "it can't have a path"),
	example: "http://10.0.0.7:8080",
	about: "Any number of studios behind one address, on the same firestore and gcs: where the others reach this one.",
};
const INSTALLATION: Variable<string> = {
	name: "INSTALLATION",
	schema: z.string().regex(/^[a-z][a-z0-9]{1,11}$/, "it must be 2 to 12 lower-case letters and digits"),
	example: "storydream",
	about: "One name for all of them, which sandboxes' names begin with; default: one that DATA_DIR keeps.",
};

export const REPLICAS_SECTION: Section = { title: "More than one studio", entries: [STUDIO_ADDRESS, INSTALLATION] };

/** @param stores those that are configured: several studios share them */
export function readReplicasConfig(
	read: Reader,
	stores: { records: "sqlite" | "firestore"; objects: "disk" | "gcs" },
): ReplicasConfig {
	const studioAddress = read(STUDIO_ADDRESS, null);
	const installation = read(INSTALLATION, null);
	if (studioAddress !== null && (stores.records !== "firestore" || stores.objects !== "gcs")) {
		throw new StoryDreamError("bad_request", "STUDIO_ADDRESS makes this one of several studios, which share their stores.", {
			hint: "Set RECORDS=firestore and OBJECTS=gcs, or leave STUDIO_ADDRESS out: then this is the only studio.",
		});
	}
	if (studioAddress !== null && installation === null) {
		throw new StoryDreamError(
			"bad_request",
			"STUDIO_ADDRESS is set, but INSTALLATION does not say to which studios this belongs.",
			{ hint: "Set it to the same name in all of them: INSTALLATION=storydream" },
		);
	}
	return { studioAddress, installation };
}
