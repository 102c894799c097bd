import { existsSync } from "node:fs";
import { sep } from "node:path";
import type { PreviewError } from "@storydream/protocol";
import type { Connect, ErrorPayload, ViteDevServer } from "vite";
import { buildErrorOf } from "./reports.ts";

const BUILD_ERROR: ErrorPayload = { type: "error", err: { message: "A file of the film can't be compiled.", stack: "" } };

/** Files that do not compile: known to the server even when no page is open. */
export class BuildErrors {
	readonly #byFile = new Map<string, PreviewError>();
	readonly #treeOf: (file: string) => string | null;
	#server: ViteDevServer | null = null;

	/** @param treeOf root of the project or version a file belongs to; null for files of neither. */
	constructor(treeOf: (file: string) => string | null) {
		this.#treeOf = treeOf;
	}

	/**
	 * Vite sends pages an error over their socket when it can't compile a file: keeps it, and lets pages know only that there
	 * is one. They ask for what is kept, which is of the film's own files; what Vite says may quote any file of the machine.
	 */
	follow(server: ViteDevServer): void {
		this.#server = server;
		const { hot } = server.environments.client;
		const send = hot.send.bind(hot) as (...all: unknown[]) => void;
		hot.send = (...args: unknown[]) => {
			const [payload] = args;
			if (typeof payload === "object" && payload !== null && (payload as { type?: unknown }).type === "error") {
				const found = buildErrorOf((payload as { err?: unknown }).err, this.#treeOf);
				if (found) this.#byFile.set(found.path, found.error);
				send(BUILD_ERROR);
				return;
			}
			send(...args);
		};
	}

	/** Answers a request that failed: the error goes to the pages as above, and the answer quotes nothing of it. */
	answer(server: ViteDevServer): Connect.ErrorHandleFunction {
		return (error: unknown, _request, response, next) => {
			if (response.headersSent) return next(error);
			const { message, id, loc, frame } = error as Partial<ErrorPayload["err"]>;
			server.environments.client.hot.send({
				type: "error",
				err: { message: String(message), stack: "", ...(id ? { id } : {}), ...(loc ? { loc } : {}), ...(frame ? { frame } : {}) },
			});
			response.statusCode = 500;
			response.setHeader("content-type", "text/plain; charset=utf-8");
			response.end("This file of the film can't be shown: the preview's page says why.\n");
		};
	}

	/** A file was compiled, or is gone. */
	forget(file: string): void {
		this.#byFile.delete(file);
	}

	/** The errors in a tree, as they were last heard of. */
	in(folder: string): PreviewError[] {
		// A file that came and went at once is reported by no watcher.
		for (const file of [...this.#byFile.keys()]) if (!existsSync(file)) this.forget(file);
		return [...this.#byFile].filter(([file]) => file.startsWith(folder + sep)).map(([, error]) => error);
	}

	/**
	 * The errors in a tree that still are there. A page that asks for a file twice may get the report of the first try after
	 * the file was mended, so each is tried once more.
	 */
	async confirmed(folder: string): Promise<PreviewError[]> {
		const client = this.#server?.environments.client;
		for (const file of [...this.#byFile.keys()]) {
			if (!client || !file.startsWith(folder + sep)) continue;
			const modules = [...(client.moduleGraph.getModulesByFile(file) ?? [])];
			try {
				for (const module of modules) await client.transformRequest(module.url);
				this.forget(file);
			} catch {
				// It still does not compile: what was said of it stands.
			}
		}
		return this.in(folder);
	}
}
