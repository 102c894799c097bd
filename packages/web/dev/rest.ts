import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Asset, CreateProject, ExportSettings, PutStoryboard, RATIO_SIZE, UpdateProject } from "@storydream/protocol";
import { bodyOf, json, problem } from "./answers.ts";
import { catalog, film } from "./film.ts";
import { ME } from "./me.ts";
import { startExport } from "./scripted-export.ts";
import { pictureOf } from "./scripted-turn.ts";
import { commit, createState, type DevState, now, publish } from "./state.ts";

/** The fake studio's REST: what the page asks below /api/. */
export async function rest(
	states: Map<string, DevState>,
	url: URL,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const [, , collection, id, part, name, verb] = url.pathname.split("/").map(decodeURIComponent);
	const method = request.method ?? "GET";
	const read = async () => JSON.parse((await bodyOf(request)).toString() || "{}") as unknown;

	if (collection === "me") return json(response, 200, ME);
	if (collection === "exports") {
		const state = [...states.values()].find((one) => one.exports.some((item) => item.id === id));
		const item = state?.exports.find((one) => one.id === id);
		if (!state || !item) return problem(response, "not_found", "There is no such export.");
		if (method === "DELETE") {
			item.state = "cancelled";
			publish(state, { type: "export:progress", export: { ...item } });
			return json(response, 204, undefined);
		}
		response.setHeader("content-type", "video/mp4");
		response.end("not really a film");
		return;
	}
	if (!id) {
		if (method === "POST") {
			const { name: called, ratio, description } = CreateProject.parse(await read());
			const made = createState(randomUUID().slice(0, 18), called ?? "Untitled film", { ...film, ...RATIO_SIZE[ratio ?? "16:9"] });
			made.project.description = description ?? "";
			states.set(made.project.id, made);
			return json(response, 201, made.project);
		}
		const projects = [...states.values()].map((one) => one.project).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
		return json(response, 200, { projects, nextCursor: null });
	}
	const state = states.get(id);
	if (!state) return problem(response, "project_not_found", "There is no such project.");

	if (!part) {
		if (method === "DELETE") {
			states.delete(id);
			return json(response, 204, undefined);
		}
		if (method === "PATCH")
			state.project = { ...state.project, ...JSON.parse(JSON.stringify(UpdateProject.parse(await read()))) };
		return json(response, 200, state.project);
	}
	if (part === "messages") return json(response, 200, { messages: state.messages.toReversed(), nextCursor: null });
	if (part === "versions") return versions(state, method, name, verb, request, response);
	if (part === "storyboard") {
		if (method === "PUT") {
			const put = PutStoryboard.parse(await read());
			if (state.run) return problem(response, "busy", "The agent is working on the film.");
			if (put.baseCommitSha !== state.project.currentCommitSha)
				return problem(response, "stale_head", "The film was changed meanwhile.");
			commit(state, put.title, "edit", put.storyboard, null);
		}
		return json(response, 200, {
			commitSha: state.project.currentCommitSha,
			storyboard: state.storyboard,
			catalog,
			problem: null,
		});
	}
	if (part === "assets") return assets(state, method, name, request, response);
	if (part === "attachments") return attachments(state, name, request, response);
	if (part === "exports") {
		if (method === "POST") return json(response, 201, startExport(state, ExportSettings.parse(await read())));
		return json(response, 200, { exports: state.exports });
	}
	return problem(response, "not_found", "There is nothing at this address.");
}

function versions(
	state: DevState,
	method: string,
	sha: string | undefined,
	verb: string | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const plain = state.versions.map(({ storyboard: _storyboard, ...version }) => version);
	if (!sha) {
		json(response, 200, { versions: plain, nextCursor: null });
		return;
	}
	const version = state.versions.find((one) => one.sha === sha);
	if (!version) {
		problem(response, "not_found", "There is no such version.");
		return;
	}
	if (verb === "picture.jpg") {
		response.setHeader("content-type", "image/svg+xml");
		response.end(pictureOf(version.storyboard));
		return;
	}
	if (verb === "diff") {
		const patch =
			'--- a/src/storyboard.json\n+++ b/src/storyboard.json\n@@ -12,7 +12,7 @@\n   "props": {\n-    "subtitle": "Light"\n+    "subtitle": "Light that knows the hour"\n   }';
		json(response, 200, {
			sha,
			baseSha: version.parentSha,
			files: [{ path: "src/storyboard.json", status: "changed", added: 1, removed: 1 }],
			patch,
			truncated: false,
		});
		return;
	}
	if (verb === "preview" && method === "POST") {
		json(response, 200, {
			previewUrl: `http://preview.localhost:${request.socket.localPort}/__fake/preview?project=${state.project.id}&version=${sha}`,
		});
		return;
	}
	if (verb === "restore" && method === "POST") {
		const made = commit(state, `Restore “${version.title}”`, "restore", version.storyboard, null);
		json(response, 200, { version: made, project: state.project });
		return;
	}
	problem(response, "not_found", "There is nothing at this address.");
}

/** Pictures for messages, by their hash. */
const pictures = new Map<string, { mediaType: string; body: Buffer }>();

async function attachments(
	state: DevState,
	sha256: string | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (request.method === "POST") {
		const body = await bodyOf(request);
		const mediaType = request.headers["content-type"] ?? "image/png";
		const hash = createHash("sha256").update(body).digest("hex");
		pictures.set(hash, { mediaType, body });
		const url = `/api/projects/${state.project.id}/attachments/${hash}`;
		return json(response, 201, { sha256: hash, mediaType, bytes: body.length, url });
	}
	const found = pictures.get(sha256 ?? "");
	if (!found) return problem(response, "not_found", "There is no such picture.");
	response.writeHead(200, { "content-type": found.mediaType }).end(found.body);
}

async function assets(
	state: DevState,
	method: string,
	name: string | undefined,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const found = state.assets.find((one) => one.name === name);
	if (method === "POST") {
		const body = await bodyOf(request);
		const end = body.indexOf("\r\n\r\n");
		const head = body.subarray(0, end).toString();
		const bytes = body.subarray(end + 4, body.lastIndexOf("\r\n--"));
		const mediaType = /content-type: (\S+)/i.exec(head)?.[1] ?? "application/octet-stream";
		const kind = (["image", "video", "audio", "font"] as const).find((one) => mediaType.startsWith(one)) ?? "data";
		const originalName = /filename="([^"]*)"/.exec(head)?.[1] ?? "file";
		const called = originalName.replace(/[^A-Za-z0-9._-]/g, "-");
		const asset: Asset = {
			name: called,
			originalName,
			codecs: [],
			conversion: null,
			path: `assets/${called}`,
			sha256: createHash("sha256").update(bytes).digest("hex"),
			bytes: bytes.length,
			mediaType,
			kind,
			width: kind === "image" ? 1200 : null,
			height: kind === "image" ? 800 : null,
			duration: kind === "audio" || kind === "video" ? 12.4 : null,
			createdAt: now(),
		};
		state.assets = [{ ...asset, body: bytes }, ...state.assets.filter((one) => one.name !== called)];
		return json(response, 201, { assets: [asset] });
	}
	if (!name) return json(response, 200, { assets: state.assets.map(({ body: _body, ...asset }) => asset) });
	if (!found) return problem(response, "not_found", "There is no such file.");
	if (method === "DELETE") {
		state.assets = state.assets.filter((one) => one !== found);
		return json(response, 204, undefined);
	}
	response.setHeader("content-type", found.mediaType);
	response.end(found.body);
}
