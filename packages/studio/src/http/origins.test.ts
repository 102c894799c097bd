import { describe, expect, test } from "vitest";
import { createOrigins } from "./origins.ts";

const local = createOrigins({ host: "127.0.0.1", publicUrl: null });
const open = createOrigins({ host: "0.0.0.0", publicUrl: null });
const behindProxy = createOrigins({ host: "127.0.0.1", publicUrl: "https://films.example.com" });

describe("hosts", () => {
	test.each(["localhost", "localhost:8080", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080"])("%s is this studio", (host) => {
		expect(() => local.checkHost(host)).not.toThrow();
	});

	test.each([
		undefined,
		"",
		"evil.example",
		"evil.example:8080",
		"localhost.evil.example",
		"127.0.0.1.evil.example",
		"user@localhost",
		"localhost/evil",
		"localhost#evil",
		"192.168.1.5",
		"films.example.com",
		"preview.localhost",
		"127.0.0.2",
	])("%j is not", (host) => {
		expect(() => local.checkHost(host)).toThrow(expect.objectContaining({ code: "forbidden" }));
	});

	test("open to others, addresses are accepted and names are not: a name can be pointed here", () => {
		expect(() => open.checkHost("192.168.1.5:8080")).not.toThrow();
		expect(() => open.checkHost("evil.example:8080")).toThrow();
	});

	test("the address that people use is accepted", () => {
		expect(() => behindProxy.checkHost("films.example.com")).not.toThrow();
		expect(() => behindProxy.checkHost("other.example.com")).toThrow();
	});
});

describe("origins of writes", () => {
	test.each([
		["localhost:8080", "http://localhost:8080"],
		["127.0.0.1:8080", "http://127.0.0.1:8080"],
		["localhost", "http://localhost"],
		["localhost:80", "http://localhost"],
	])("a page at %s writes to itself", (host, origin) => {
		expect(() => local.checkOrigin({ host, origin })).not.toThrow();
	});

	test.each([
		["localhost:8080", "http://localhost:3000"],
		["localhost:8080", "http://127.0.0.1:8080"],
		["localhost:8080", "http://abc.preview.localhost:8080"],
		["localhost:8080", "null"],
		["localhost:8080", ""],
		["localhost:8080", "file://"],
		["localhost:8080", "https://evil.example"],
	])("at %s a page of %j does not", (host, origin) => {
		expect(() => local.checkOrigin({ host, origin })).toThrow(expect.objectContaining({ code: "forbidden" }));
	});

	test("behind a proxy that changes the host, the public address counts", () => {
		expect(() => behindProxy.checkOrigin({ host: "127.0.0.1:8080", origin: "https://films.example.com" })).not.toThrow();
	});

	test("programs send none, browsers that hide it are known by Sec-Fetch-Site", () => {
		expect(() => local.checkOrigin({ host: "localhost" })).not.toThrow();
		expect(() => local.checkOrigin({ host: "localhost", "sec-fetch-site": "same-origin" })).not.toThrow();
		expect(() => local.checkOrigin({ host: "localhost", "sec-fetch-site": "cross-site" })).toThrow();
	});
});

test("the page is opened under loopback names, and under the public address first", () => {
	expect(local.appOrigins(8080)).toEqual(["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"]);
	expect(behindProxy.appOrigins(8080)[0]).toBe("https://films.example.com");
});
