import { describe, expect, it } from "vitest";
import { bubblewrapArguments, type SandboxUser, sandboxUser } from "./bubblewrap.ts";

describe("the user that sandboxes of a studio of root's are", () => {
	const LINES = {
		root: "root:x:0:0:root:/root:/bin/bash",
		nobody: "nobody:x:65534:65533::/nonexistent:/usr/sbin/nologin",
		storydream: "storydream:x:1200:1300::/home/storydream:/bin/sh",
		"storydream with the rights of root": "storydream:x:0:0::/root:/bin/sh",
	};
	it.each<[string, (keyof typeof LINES)[], SandboxUser | null]>([
		["the one named storydream", ["root", "nobody", "storydream"], { uid: 1200, gid: 1300 }],
		["nobody, where there is none of that name", ["root", "nobody"], { uid: 65_534, gid: 65_533 }],
		["never one that is root", ["root", "storydream with the rights of root", "nobody"], { uid: 65_534, gid: 65_533 }],
		["none, where the machine has no such user", ["root"], null],
	])("is %s", (_which, users, expected) => {
		expect(sandboxUser(true, () => users.map((user) => LINES[user]).join("\n"))).toEqual(expected);
	});

	it("is none where the list of users can't be read", () => {
		const unreadable = () => {
			throw new Error("no such file");
		};
		expect(sandboxUser(true, unreadable)).toBeNull();
	});

	it("is none for a studio that is not root: a sandbox is the studio's own user", () => {
		expect(sandboxUser(false, () => LINES.storydream)).toBeNull();
	});
});

describe.runIf(process.platform === "linux")("the arguments of bubblewrap", () => {
	const inside = {
		writable: ["/data/sandboxes/one"],
		readable: ["/srv/studio/node_modules"],
		etc: {},
		cwd: "/data/sandboxes/one",
		command: ["node", "main.ts"],
	};

	it("ends in the program, as a user of a namespace of its own", () => {
		const line = bubblewrapArguments({ ...inside, user: null });
		expect(line).toContain("--unshare-user");
		expect(line.slice(-3)).toEqual(["--", "node", "main.ts"]);
	});

	it("makes it another user for good before the program starts, and lets that one pass to what is shown", () => {
		const line = bubblewrapArguments({ ...inside, user: { uid: 1200, gid: 1300 } });
		expect(line).not.toContain("--unshare-user");
		const after = line.slice(line.lastIndexOf("setpriv"));
		expect(after.slice(0, 5)).toEqual(["setpriv", "--reuid", "1200", "--regid", "1300"]);
		expect(after).toContain("--bounding-set=-all");
		expect(after.slice(-3)).toEqual(["/data/sandboxes/one", "node", "main.ts"]);
		for (const folder of ["/data", "/data/sandboxes", "/srv", "/srv/studio"])
			expect(line.join(" ")).toContain(`--perms 0755 --dir ${folder} `);
	});
});
