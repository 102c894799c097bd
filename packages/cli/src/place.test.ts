import { resolve } from "node:path";
import type { StoresConfig } from "@storydream/studio";
import { describe, expect, it } from "vitest";
import { parsePlace, tellPlace } from "./place.ts";

const configured: StoresConfig = {
	records: "sqlite",
	objects: "disk",
	dataDir: "/var/films",
	google: {
		projectId: "films-1",
		firestoreDatabase: "storydream",
		firestoreEmulatorHost: null,
		storageBucket: "films-data",
		storageApiEndpoint: null,
	},
};

describe("a place", () => {
	it("is what the studio is configured for, where it does not say otherwise", () => {
		expect(parsePlace("sqlite+disk", configured)).toEqual(configured);
		expect(parsePlace("firestore+gcs", configured)).toEqual({ ...configured, records: "firestore", objects: "gcs" });
	});

	it("names a folder, a database, a bucket", () => {
		expect(parsePlace("sqlite+disk:./data", configured).dataDir).toBe(resolve("data"));
		expect(parsePlace("sqlite+gcs=other:./data", configured)).toMatchObject({
			objects: "gcs",
			dataDir: resolve("data"),
			google: { storageBucket: "other" },
		});
		expect(parsePlace("firestore=p/(default)+disk:/d", configured)).toMatchObject({
			records: "firestore",
			dataDir: "/d",
			google: { projectId: "p", firestoreDatabase: "(default)" },
		});
		expect(tellPlace(parsePlace("firestore=p/d+gcs=b", configured))).toBe("Firestore (p/d) and Cloud Storage (b)");
		expect(tellPlace(configured)).toBe("SQLite and disk in /var/films");
	});

	it.each([
		"",
		"sqlite",
		"disk+sqlite",
		"mysql+disk",
		"sqlite=x/y+disk",
		"sqlite+disk=b",
		"firestore=only+gcs",
		"firestore+gcs:./folder",
	])("is not “%s”", (text) => {
		expect(() => parsePlace(text, configured)).toThrow(expect.objectContaining({ code: "bad_request" }));
	});

	it("needs a project for its database", () => {
		const nowhere = { ...configured, google: { ...configured.google, projectId: null } };
		expect(() => parsePlace("firestore+gcs", nowhere)).toThrow(/which Google Cloud project/);
	});
});
