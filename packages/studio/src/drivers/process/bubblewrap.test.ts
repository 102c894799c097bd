import { describe, expect, it } from "vitest";
import { bubblewrapArguments, type SandboxUser, sandboxUser } from "./bubblewrap.ts";

describe("the user that sandboxes of a studio of root's are", () => {
	const LINES = {
		root: "root:x:0:0:root:/root:/bin/bash",
		nobody: "nobody:x:65534:65533::/nonexistent:/usr/sbin/nologin",
		"on the first": "backup:x:60706:60706::/:/usr/sbin/nologin",
		storydream: "storydream:x:1200:1300::/home/storydream:/bin/sh",
		"storydream with the rights of root": "storydream:x:0:0::/root:/bin/sh",
	};
	const UNUSED = { uid: 60_706, gid: 60_706 };
	it.each<[string, (keyof typeof LINES)[], string, SandboxUser | null]>([
		["the one named storydream", ["root", "nobody", "storydream"], "", { uid: 1200, gid: 1300 }],
		["a number without an account and never nobody, where there is none of that name", ["root", "nobody"], "", UNUSED],
		["never one that is root", ["root", "storydream with the rights of root", "nobody"], "", UNUSED],
		["a number that no other account has", ["root", "on the first"], "", { uid: 60_707, gid: 60_707 }],
		["a number that no group has", ["root"], "files:x:60706:", { uid: 60_707, gid: 60_707 }],
	])("is %s", (_which, users, group, expected) => {
		expect(sandboxUser(true, () => ({ passwd: users.map((user) => LINES[user]).join("\n"), group }))).toEqual(expected);
	});

	it("is none where the list of users can't be read", () => {
		const unreadable = () => {
			throw new Error("no such file");
		};
		expect(sandboxUser(true, unreadable)).toBeNull();
	});

	it("is none for a studio that is not root: a sandbox is the studio's own user", () => {
		expect(sandboxUser(false, () => ({ passwd: LINES.storydream, group: "" }))).toBeNull();
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
