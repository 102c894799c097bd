import { existsSync, realpathSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { withDeadline } from "@storydream/kit";
import { type PreviewReport, StoryDreamError } from "@storydream/protocol";
import { type Connect, createServer, type Plugin, type ViteDevServer } from "vite";
import { readTextOrNull } from "../files/index.ts";
import { STORYBOARD_PATH } from "../project/index.ts";
import { createPreviewAccess, type PreviewAccess, refuseOtherSockets, refuseOthers } from "./access.ts";
import { BuildErrors } from "./builds.ts";
import { serveCompiled } from "./compiled.ts";
import { keepCompiledFilm, takeCompiledFilm } from "./compiled-film.ts";
import { fixedConfig, PAGE_FOLDER, PROTOCOL_FOLDER, VITE_FOLDER } from "./config.ts";
import { PAGE_MODULE } from "./dependencies.ts";
import { tagElements } from "./element-tags.ts";
import { entryModules, entryUrl, PART_FILES, pageHtml } from "./entry.ts";
import { aheadOf, aheadTag, refreshAtOnce } from "./fast-refresh.ts";
import { listAudio, serveDependencies, servePublicFiles } from "./files.ts";
import { guardRequests } from "./guard.ts";
import { pageHeaders } from "./headers.ts";
import { guardModules } from "./modules.ts";
import { CHANGED_EVENT, PING_EVENT, type TreeFacts } from "./page/messages.ts";
import { type Dependencies, preloadLinks, warmUp } from "./preload.ts";
import { PageState, takeReports } from "./reports.ts";
import { readDependencyGraph, seedIn } from "./seed.ts";
import { restOf } from "./stable-exports.ts";
import { betweenLooks, treeFingerprints } from "./tree-fingerprints.ts";

const READY_DEADLINE_MS = 60_000;
/** Folders below a project that are not looked at. Where the project itself lies says nothing: data may be in a folder of such a name. */
const UNWATCHED = /(^|[/\\])(node_modules|\.git|\.storydream|out)([/\\]|$)/;
const PAGE_FILE = join(PAGE_FOLDER, "main.tsx");

export interface PreviewOptions {
	/** The project's work tree; it may still be empty. */
	projectDir: string;
	/** Where old versions lie, each below its sha. */
	versionsDir: string;
	/** Folder of Vite's own files when there is no seed that fits. */
	cacheDir: string;
	/** Folder of dependency bundles shared with other sandboxes (see `buildPreviewSeed`): makes the start quick. */
	cacheSeed?: string | undefined;
	host: string;
	/** 0: any free port. */
	port: number;
	/** Names by which the page may be requested besides loopback, such as `.preview.localhost`. */
	allowedHostSuffix: string;
	/** Everybody who reaches the port is answered, not the studio's proxy and the own browser alone: for tests. */
	open?: boolean;
	/** Hears what pages of the project report: `ready`, `error`, `recovered`, `updated`. */
	onReport?: (report: PreviewReport) => void;
}

export interface Preview {
	readonly port: number;
	/** Address of the page, on loopback, ending in a slash. */
	readonly url: string;
	/** Who is answered. */
	readonly access: PreviewAccess;
	/** Resolves when the page can be served at once. @throws StoryDreamError sandbox_timeout after a minute. */
	waitUntilReady(): Promise<void>;
	/** Errors shown now, each once. */
	errors(): ReturnType<PageState["allErrors"]>;
	catalog(): PageState["catalog"];
	/** The catalog, when the code has not changed since a page reported it; else null. */
	currentCatalog(): PageState["catalog"];
	video(): PageState["video"];
	/** Why the storyboard can't be edited; null when it can. */
	storyboardProblem(): string | null;
	/** Calls back whenever a page has painted a change. Returns what ends it. */
	onUpdated(listener: () => void): () => void;
	/**
	 * Looks at the project's files and makes sure that the next load of the page shows them as they are, even those
	 * written a moment ago. Answers a mark that differs whenever a file does.
	 */
	settle(): Promise<string>;
	/** Where the project lies. */
	readonly projectDir: string;
	/** Keeps the film's modules as they are compiled now, for previews that start on the same sources. @returns how many */
	keepCompiled(): Promise<number>;
	close(): Promise<void>;
}

/**
 * Starts the preview: a Vite server with a fixed configuration that shows the project's film, and old versions of it
 * with `?version=<sha>`. Answers as soon as the server listens; its first page is made ready meanwhile.
 * @throws StoryDreamError sandbox_failed when the port is taken, the server can't start, or the seed is not for it.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
	await mkdir(options.projectDir, { recursive: true });
	await mkdir(options.versionsDir, { recursive: true });
	const projectDir = realpathSync(options.projectDir);
	const versionsDir = realpathSync(options.versionsDir);
	const state = new PageState(options.onReport ?? (() => {}));
	const folderOf = (tree: string): string | null => {
		if (tree === "project") return projectDir;
		const folder = join(versionsDir, tree);
		return /^[0-9a-f]{7,64}$/.test(tree) && existsSync(folder) ? folder : null;
	};
	const treeOf = (file: string): string | null => {
		if (file.startsWith(projectDir + sep)) return projectDir;
		if (!file.startsWith(versionsDir + sep)) return null;
		return join(versionsDir, file.slice(versionsDir.length + 1).split(sep)[0] ?? "");
	};
	await mkdir(options.cacheDir, { recursive: true });
	const builds = new BuildErrors(treeOf);
	const seed = (options.cacheSeed === undefined ? null : await seedIn(options.cacheSeed)) ?? (await seedIn(options.cacheDir));
	if (seed === null) throw new StoryDreamError("storage_failed", `The preview can't write its cache in ${options.cacheDir}.`);
	const cacheDir = realpathSync(seed);
	const dependencies: Dependencies = {
		address: `/@fs/${join(cacheDir, "deps").replace(/^\/+/, "")}/`,
		graph: await readDependencyGraph(cacheDir),
	};
	const modulesFolder = join(dirname(projectDir), "node_modules");
	const allowed = () => [
		projectDir,
		versionsDir,
		cacheDir,
		PAGE_FOLDER,
		join(VITE_FOLDER, "dist"),
		PROTOCOL_FOLDER,
		...(existsSync(modulesFolder) ? [realpathSync(modulesFolder)] : []),
	];
	const holder: { server: ViteDevServer | null } = { server: null };

	const access = createPreviewAccess({ open: options.open });
	const middlewares: Connect.NextHandleFunction[] = [
		refuseOthers(access),
		pageHeaders(),
		takeReports(() => holder.server, state, treeOf),
		serveDependencies(dependencies.address, join(cacheDir, "deps")),
		servePublicFiles((tree) => {
			const folder = folderOf(tree);
			// Media is not in versions: it lies in the project, named by its content.
			return folder === null ? [] : [join(folder, "public"), join(projectDir, "public")];
		}, allowed),
		(request, response, next) => {
			const url = new URL(request.url ?? "/", "http://preview");
			if (url.pathname === "/__storydream/tree") {
				treeFacts(folderOf(url.searchParams.get("tree") ?? "project"), builds).then((facts) => {
					response.setHeader("content-type", "application/json");
					response.end(JSON.stringify({ ...facts, changes: state.changes } satisfies TreeFacts));
				}, next);
				return;
			}
			const { server } = holder;
			if (url.pathname !== "/" || !server) return next();
			const tree = url.searchParams.get("version") ?? "project";
			response.setHeader("content-type", "text/html; charset=utf-8");
			if (folderOf(tree) === null) {
				response.statusCode = 404;
				response.end("<!doctype html><title>Preview</title><p>This version is not here.</p>");
				return;
			}
			// Counted before anything is read: what changes from here on is reported to the page, or found by it when it compares.
			const { changes } = state;
			preloadLinks(server, entryUrl(tree), dependencies)
				.then((links) => server.transformIndexHtml("/", pageHtml(tree, links, changes)))
				.then((html) => response.end(html), next);
		},
		guardRequests(allowed),
		serveCompiled(() => holder.server),
	];
	/** The sources of modules that pages hold, by file: read into parts when one changes, since most never do. */
	const sources = new Map<string, string>();
	const onSource = (file: string, text: string) => {
		if (/\.[jt]sx$/.test(file) && !sources.has(file)) sources.set(file, text);
	};
	const stableExports = async (file: string, read: () => string | Promise<string>): Promise<Record<string, string[]>> => {
		if (!/\.[jt]sx$/.test(file)) return {};
		const known = sources.get(file);
		const source = await read();
		sources.set(file, source);
		const before = known === undefined ? null : restOf(known, file);
		const after = restOf(source, file);
		return before && after && before.text === after.text && after.names.length > 0 ? { [file]: after.names } : {};
	};
	const host: Plugin = {
		name: "storydream:host",
		resolveId: {
			order: "pre",
			handler(source) {
				// The entry names the page by its file; it lies in the bundle.
				return source === PAGE_FILE ? this.resolve(PAGE_MODULE) : null;
			},
		},
		configureServer(server) {
			for (const middleware of middlewares) server.middlewares.use(middleware);
			watchProject(server, projectDir, state, builds);
			// After Vite's own, and before the one that would answer with stacks and pictures of code.
			return () => void server.middlewares.use(builds.answer(server));
		},
		transform: {
			order: "post",
			handler(code, id) {
				builds.forget(id.replace(/[?#].*$/, ""));
				return id === "/@react-refresh" ? { code: refreshAtOnce(code), map: null } : null;
			},
		},
		transformIndexHtml: () => [aheadTag()],
		async hotUpdate({ file, server, read, modules, timestamp }) {
			if (this.environment.name !== "client" || !file.startsWith(projectDir + sep)) return;
			const { hot } = server.environments.client;
			const ahead = aheadOf(modules, timestamp);
			if (ahead.data.urls.length > 0) hot.send(ahead.event, ahead.data);
			const stable = await stableExports(file, read);
			const files = [
				file
					.slice(projectDir.length + 1)
					.split(sep)
					.join("/"),
			];
			hot.send(CHANGED_EVENT, { files, stable, changes: state.changes });
		},
	};

	try {
		const config = fixedConfig(cacheDir, [
			guardModules({ folders: allowed, treeOf, onSource }),
			tagElements(treeOf),
			entryModules(folderOf, PAGE_FOLDER),
			host,
		]);
		const server = await createServer({
			...config,
			server: {
				host: options.host,
				port: options.port,
				strictPort: true,
				allowedHosts: [options.allowedHostSuffix],
				cors: false,
				open: false,
				hmr: { overlay: false },
				fs: { strict: true, allow: allowed() },
				// A link in a project may lead in a circle, and out of it.
				watch: {
					followSymlinks: false,
					ignored: [`${PAGE_FOLDER}/**`, (file) => UNWATCHED.test(relative(projectDir, file))],
				},
				// It would read the bundle of dependencies too; we warm up what is ours.
				preTransformRequests: false,
				forwardConsole: false,
			},
		});
		holder.server = server;
		// Before it listens: from there on Vite would remove a bundle that is not its own, and others read this one too.
		if (server.environments.client.depsOptimizer?.metadata.hash !== dependencies.graph.madeFor) {
			throw new StoryDreamError("sandbox_failed", "What previews import was bundled for another configuration.", {
				hint: `Remove ${cacheDir}: it is made anew.`,
			});
		}
		server.httpServer?.prependListener("upgrade", refuseOtherSockets(access));
		await server.listen();
		const address = server.httpServer?.address();
		if (!address || typeof address === "string") throw new Error("The preview server has no address.");
		const film = { projectDir, seed: cacheDir, cache: options.cacheSeed ?? cacheDir };
		// A film that can't be taken is compiled, like any other.
		const fingerprints = treeFingerprints(projectDir);
		const noteChanges = (changed: readonly string[]) => {
			if (changed.length > 0) state.revision += 1;
			if (changed.some((file) => isCode(projectDir, file))) state.codeRevision += 1;
			for (const file of changed) server.environments.client.moduleGraph.onFileChange(file);
		};
		const taken = betweenLooks(fingerprints, () => takeCompiledFilm(server, film, onSource), noteChanges).catch(() => 0);
		const warm = taken.then(() => warmUp(server, [entryUrl("project")], dependencies));
		// What every page loads besides: not worth waiting for, worth having.
		warm
			.then(() => warmUp(server, ["/@vite/client", "/@react-refresh"], dependencies))
			.catch(() => {
				// Reported by waitUntilReady, or by the page itself.
			});
		return {
			port: address.port,
			access,
			url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${address.port}/`,
			projectDir,
			waitUntilReady: () => withDeadline(warm, READY_DEADLINE_MS, notReady),
			errors: () => [...new Map([...state.allErrors(), ...builds.in(projectDir)].map((error) => [error.key, error])).values()],
			catalog: () => state.catalog,
			currentCatalog: () => state.currentCatalog(),
			video: () => state.video,
			storyboardProblem: () => state.problem,
			onUpdated(listener) {
				state.updatedListeners.add(listener);
				return () => state.updatedListeners.delete(listener);
			},
			async settle() {
				await taken;
				const { changed, mark } = await fingerprints.compare();
				noteChanges(changed);
				return mark;
			},
			keepCompiled: () => keepCompiledFilm(server, film),
			async close() {
				state.updatedListeners.clear();
				await server.close();
			},
		};
	} catch (cause) {
		await holder.server?.close();
		if (cause instanceof StoryDreamError) throw cause;
		const taken = (cause as { code?: unknown }).code === "EADDRINUSE" || /already in use/.test(String(cause));
		throw new StoryDreamError(
			"sandbox_failed",
			taken ? `The preview's port ${options.port} is in use.` : "The preview server did not start.",
			{ cause },
		);
	}
}

/** Whether a file says what scenes there are and what they take: all of `src/` but the storyboard. */
function isCode(projectDir: string, file: string): boolean {
	return file.startsWith(join(projectDir, "src") + sep) && file !== join(projectDir, "src", "storyboard.json");
}

async function treeFacts(folder: string | null, builds: BuildErrors): Promise<Omit<TreeFacts, "changes">> {
	if (folder === null) return { audio: [], storyboard: null, buildErrors: [] };
	const storyboard = await readTextOrNull(folder, STORYBOARD_PATH);
	return { audio: await listAudio(folder), storyboard, buildErrors: await builds.confirmed(folder) };
}

/**
 * Watches the project beside Vite's root, tells pages of changed public files (no module holds them, so Vite would not),
 * and keeps compile errors.
 */
function watchProject(server: ViteDevServer, projectDir: string, state: PageState, builds: BuildErrors): void {
	server.watcher.add(projectDir);
	const { hot, moduleGraph } = server.environments.client;
	const parts = new Set(PART_FILES.map((path) => join(projectDir, path)));
	const publicDir = join(projectDir, "public") + sep;
	let reload: NodeJS.Timeout | null = null;
	const reloadSoon = () => {
		if (reload) return;
		// Several files of one change arrive one by one: one load shows them all.
		reload = setTimeout(() => {
			reload = null;
			moduleGraph.invalidateAll();
			hot.send({ type: "full-reload", path: "*" });
		}, 30);
		reload.unref();
	};
	hot.on(PING_EVENT, (_data, client) => client.send(PING_EVENT));
	server.watcher.on("all", (event, file) => {
		if (!file.startsWith(projectDir + sep)) return;
		state.revision += 1;
		if (isCode(projectDir, file)) state.codeRevision += 1;
		if (event === "add" || event === "change" || event === "unlink") state.changes += 1;
		if (event === "unlink") builds.forget(file);
		if (file.startsWith(publicDir) && event !== "addDir" && event !== "unlinkDir") {
			hot.send(CHANGED_EVENT, {
				files: [
					file
						.slice(projectDir.length + 1)
						.split(sep)
						.join("/"),
				],
				changes: state.changes,
			});
			reloadSoon();
		} else if (parts.has(file) && (event === "add" || event === "unlink")) reloadSoon();
	});
	builds.follow(server);
}

const notReady = () => new StoryDreamError("sandbox_timeout", "The preview was not ready within a minute.");
