import type { PlayerRef } from "@remotion/player";
import type { RefObject } from "react";
import { createRoot } from "react-dom/client";
import type { ViteHotContext } from "vite/types/hot.js";
import { offerCapture } from "./capture.ts";
import { Page } from "./film.tsx";
import { takeKept } from "./kept.ts";
import { CHANGED_EVENT, CHANGES_META, ChangedFiles, PING_EVENT } from "./messages.ts";
import { type Loaders, PageModel, type PartName } from "./model.ts";
import { onCommand, tellParent } from "./parent-messages.ts";
import { watchRefresh } from "./refresh.ts";
import { openStorage } from "./storage.ts";

/** React's refresh runs a moment after the modules are in; this is how long we wait when it says nothing. */
const REFRESH_DEADLINE_MS = 60;
/** Vite's client tries its first connection once; a page that hears nothing for so long has none. */
const SOCKET_DEADLINE_MS = 3_000;
/** How often a page without a socket asks for changes. */
const ASK_EVERY_MS = 2_000;
/** How often, and after what pause, a page asks for changes when it gets no answer. */
const MOST_ASKED = 20;
const ASK_AGAIN_MS = 500;
/** How long the news of a change may take from the server to the page. */
const LATE_NEWS_MS = 400;

/**
 * Starts the page for one tree. Called once, by the entry module that knows the film's files.
 * @returns what the entry module calls when a part comes anew.
 */
export function start(
	tree: string,
	loaders: Loaders,
	hot: ViteHotContext | undefined,
): { replace(name: PartName, module: Record<string, unknown> | undefined): void } {
	// A script before this one did not arrive, and the page is about to load itself anew: what the film would throw until
	// then is no fault of its own.
	if (document.documentElement.dataset.lost !== undefined) return { replace: () => {} };
	openStorage();
	const query = new URLSearchParams(window.location.search);
	const kept = takeKept();
	const model = new PageModel(tree, query.has("capture"), loaders, kept?.retries);
	if (kept) model.set({ range: kept.range });
	const player: RefObject<PlayerRef | null> = { current: null };
	model.playhead = {
		frame: () => player.current?.getCurrentFrame() ?? kept?.frame ?? 0,
		playing: () => player.current?.isPlaying() ?? false,
		pause: () => player.current?.pause(),
	};

	const host = document.getElementById("film");
	if (!host) throw new Error("The page has no place for the film.");
	createRoot(host, {
		onCaughtError: () => {
			// Reported by the boundary that caught it.
		},
		onUncaughtError: (error, info) => model.thrown("render", error, info.componentStack ?? ""),
	}).render(<Page model={model} player={player} initialFrame={kept?.frame ?? 0} />);

	watchErrors(model);
	watchPlayer(model, player);
	listen(model, player);
	const catchUp = hot ? followChanges(model, hot) : null;
	if (hot && catchUp) watchSocket(model, hot, catchUp);
	if (model.capture) offerCapture(model, player);

	void model.load().then(async () => {
		await framePainted(model);
		model.reportReady();
		if (kept?.playing) player.current?.play();
		if (kept?.hadErrors) model.forgetEarlierErrors();
		if (kept && kept.files.length > 0) void model.changed(kept.files);
		// The camera settles the files itself before it looks.
		if (!model.capture) await catchUp?.();
	});
	return { replace: (name, module) => model.replace(name, module) };
}

function watchErrors(model: PageModel): void {
	window.addEventListener(
		"error",
		(event) => {
			const target = event.target;
			if (target instanceof HTMLImageElement || target instanceof HTMLMediaElement || target instanceof HTMLSourceElement) {
				model.note({ kind: "asset", message: `${shortUrl(target.src)} could not be loaded.` });
			} else if (event.error || event.message) model.thrown("unhandled", event.error ?? event.message);
		},
		true,
	);
	window.addEventListener("unhandledrejection", (event) => {
		model.thrown("unhandled", event.reason);
	});
	document.addEventListener("securitypolicyviolation", (event) => {
		if (!/^https?:/.test(event.blockedURI) || event.blockedURI.startsWith(window.location.origin)) return;
		model.note({
			kind: "asset",
			message: `${event.blockedURI} is on the network. A film shows files of its own only: add it to the project's assets.`,
		});
	});
}

function shortUrl(url: string): string {
	return decodeURIComponent(url.replace(window.location.origin, "").replace(/^\/__files\/[^/]+\//, "public/"));
}

/** Tells the page around us where the playhead is, at most once for each frame the screen draws. */
function watchPlayer(model: PageModel, holder: RefObject<PlayerRef | null>): void {
	let last = "";
	const tick = () => {
		const player = holder.current;
		if (player) {
			const frame = player.getCurrentFrame();
			const playing = player.isPlaying();
			if (last !== `${frame}:${playing}`) {
				last = `${frame}:${playing}`;
				tellParent({ type: "frame", frame, playing });
			}
		}
		requestAnimationFrame(tick);
	};
	if (!model.capture) requestAnimationFrame(tick);
}

function listen(model: PageModel, holder: RefObject<PlayerRef | null>): void {
	onCommand((command) => {
		const player = holder.current;
		switch (command.type) {
			case "hello": {
				// A studio page that came later: it hears all that others heard before.
				model.sayAll();
				break;
			}
			case "play":
				player?.play();
				break;
			case "pause":
				player?.pause();
				break;
			case "seek":
				player?.seekTo(Math.min(command.frame, (model.snapshot().film?.durationInFrames ?? 1) - 1));
				break;
			case "volume":
				player?.setVolume(command.volume);
				if (command.volume > 0) player?.unmute();
				break;
			case "loop":
				model.set({ loop: command.loop });
				break;
			case "range":
				model.set({ range: command.range });
				break;
			case "inspect":
				model.set({ inspecting: command.on });
				break;
		}
	});
	window.addEventListener("keydown", (event) => {
		if (event.isComposing) return;
		const { key, code, metaKey, ctrlKey, shiftKey, altKey } = event;
		if ([" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(key)) event.preventDefault();
		tellParent({ type: "key", key, code, meta: metaKey, ctrl: ctrlKey, shift: shiftKey, alt: altKey });
	});
}

/** Without Vite's socket (a proxy may refuse it) no change is reported: then the page asks for changes, and loads itself anew. */
function watchSocket(model: PageModel, hot: ViteHotContext, catchUp: () => Promise<void>): void {
	let heard = false;
	const ask = async () => {
		if (heard) return;
		await catchUp();
		setTimeout(ask, ASK_EVERY_MS);
	};
	setTimeout(ask, SOCKET_DEADLINE_MS);
	hot.on(PING_EVENT, () => {
		heard = true;
		model.connected();
	});
	// Kept by Vite's client until its socket is open.
	hot.send(PING_EVENT);
}

/**
 * Follows what the server says of changed files until they are painted.
 * @returns looks for changes that were missed, and loads the page anew if there are any: a file may change after its
 * module was fetched and before the socket was open or the module could be swapped.
 */
function followChanges(model: PageModel, hot: ViteHotContext): () => Promise<void> {
	let heard = Number(document.querySelector(`meta[name="${CHANGES_META}"]`)?.getAttribute("content") ?? 0);
	let files = new Set<string>();
	let settling: Promise<void> = Promise.resolve();
	const reactRefreshed = watchRefresh(REFRESH_DEADLINE_MS);
	let stable: Record<string, string[]> = {};
	// React's refresh asks this before it gives up on a module whose other exports changed.
	(window as { __getReactRefreshIgnoredExports?: (module: { id: string }) => string[] }).__getReactRefreshIgnoredExports = ({
		id,
	}) => stable[id] ?? [];
	hot.on(CHANGED_EVENT, (data: unknown) => {
		const parsed = ChangedFiles.safeParse(data);
		if (parsed.success) {
			for (const file of parsed.data.files) files.add(file);
			// Before the film is there nothing can be swapped: such a change counts as missed.
			if (model.snapshot().film !== null) heard = Math.max(heard, parsed.data.changes);
			stable = parsed.data.stable;
		}
		// Nothing is shown yet: modules that never loaded can't be swapped, so the page tries from the start.
		if (model.snapshot().film === null) setTimeout(() => model.reload([...files]), 60);
	});
	const settle = (failures: Promise<unknown>[]) => {
		const { revision } = model.snapshot();
		settling = settling.then(async () => {
			const changed = [...files];
			files = new Set();
			const refreshed = reactRefreshed();
			for (const failure of await Promise.all(failures)) if (failure !== null) await model.loadFailed(failure, revision);
			await refreshed;
			await framePainted(model);
			await model.changed(changed);
		});
	};
	hot.on("vite:beforeUpdate", () => model.changing());
	hot.on("vite:afterUpdate", ({ updates }) => {
		settle(
			updates
				.filter((update) => update.type === "js-update")
				.map(({ acceptedPath, timestamp, explicitImportRequired }) => {
					// The same address as Vite's client just loaded: it answers from memory, also with the error of a failed try.
					const [path, query] = acceptedPath.split("?");
					const url = `${path}?${explicitImportRequired ? "import&" : ""}t=${timestamp}${query ? `&${query}` : ""}`;
					return import(/* @vite-ignore */ url).then(
						() => null,
						(error: unknown) => error ?? new Error("A module did not load."),
					);
				}),
		);
	});
	hot.on("vite:error", () => {
		if (model.snapshot().film !== null) settle([]);
	});
	hot.on("vite:beforeFullReload", () => model.keep([...files]));
	const catchUp = async () => {
		// A number below what was heard is another server's: it counts from the start.
		const missed = async () => {
			for (let asked = 0; asked < MOST_ASKED; asked++) {
				const seen = await model.changesSeen();
				if (seen !== null) return seen !== heard;
				// A connection that broke says nothing of what was missed, and nobody else asks again.
				await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
			}
			return false;
		};
		if (!(await missed())) return;
		// What the server has just seen may still be on its way.
		await new Promise((resolve) => setTimeout(resolve, LATE_NEWS_MS));
		if (await missed()) model.reload([]);
	};
	hot.on("vite:ws:connect", () => {
		if (model.snapshot().film !== null && !model.capture) void catchUp();
	});
	return catchUp;
}

/** Resolves when what React put on the page is on the screen. A hidden page paints nothing: then at once. */
function framePainted(model: PageModel): Promise<void> {
	return new Promise((resolve) => {
		const deadline = Date.now() + 10_000;
		const wait = () => {
			if (model.paintedFrame === null && model.snapshot().errors.length === 0 && Date.now() < deadline) {
				setTimeout(wait, 8);
				return;
			}
			if (document.hidden) return resolve();
			requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
			setTimeout(resolve, 250);
		};
		wait();
	});
}
