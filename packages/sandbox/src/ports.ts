import type { Readable } from "node:stream";
import type {
	ConvertAsset,
	ExportSettings,
	PreviewError,
	ProjectState,
	SandboxEvent,
	SceneCatalog,
	SegmentFacts,
} from "@storydream/protocol";
import type { MeasuredFrame, MissingLetters } from "./preview/index.ts";

/** Size and length of the film as the preview page last reported it. */
export type FilmShape = NonNullable<ProjectState["video"]>;

/** What the host needs of the preview server. `src/preview` has the real one, tests bring their own. */
export interface PreviewPort {
	readonly port: number;
	/** Address of the page, on loopback. */
	readonly url: string;
	/** Who is answered on the port. */
	readonly access: {
		/** For the sandbox's own browser. */
		readonly cookie: { name: string; value: string; httpOnly: true; sameSite: "Strict" };
		/** From now on the proxy of the studio that has this sandbox is answered. */
		admit(sandboxToken: string): void;
	};
	/** Resolves when the page can be served; rejects with a typed error when it can't. */
	waitUntilReady(): Promise<void>;
	/** Errors the page shows now, each once. */
	errors(): PreviewError[];
	catalog(): SceneCatalog | null;
	/** The catalog, when the project's code has not changed since a page reported it; else null. */
	currentCatalog(): SceneCatalog | null;
	video(): FilmShape | null;
	/** Why the project's storyboard can't be edited; null when it can. */
	storyboardProblem(): string | null;
	/** Makes sure that the next load of the page shows the files as they are now; answers a mark of their state. */
	settle(): Promise<string>;
	/** Calls back whenever a page has painted a change. Returns a function that stops it. */
	onUpdated(listener: () => void): () => void;
	close(): Promise<void>;
}

/** A picture of one frame. `data` is base 64. */
export interface CameraPicture {
	frame: number;
	mediaType: "image/jpeg";
	data: string;
	width: number;
	height: number;
}

/** What going through a film found, and what it did not get to. */
export interface Inspection {
	errors: PreviewError[];
	/** Scenes of which no frame was drawn in time. */
	undrawn: string[];
	/** Whether there was a film to draw. */
	drawable: boolean;
}

/** A page that shows the film and can be measured. */
export interface FilmPage {
	/** Goes to a frame and measures it; null when there is no film to draw. */
	measure(frame: number, timeoutMs: number): Promise<MeasuredFrame | null>;
	/** A PNG of the frame that is shown. */
	picture(): Promise<Buffer>;
	/** A JPEG of it, for people. */
	thumbnail(): Promise<Buffer>;
	/** Makes all words transparent, or shows them again. */
	hideWords(hidden: boolean): Promise<void>;
	letters(): Promise<MissingLetters>;
	/** What the page has found wrong until now. */
	errors(): Promise<PreviewError[]>;
}

/** The film of a page that is lent. */
export interface VisitedFilm {
	/** State of the project's files that the page shows. */
	mark: string;
	catalog: SceneCatalog | null;
	/** The film is as long as its storyboard says: scenes are where the storyboard has them. */
	followsStoryboard: boolean;
}

/** Takes pictures of the preview page. */
export interface CameraPort {
	/** `frames` empty: one frame that shows the film well. `size`: pixels of the longer side. `timeoutMs` bounds the whole call. */
	take(request: { frames: number[]; size: number; timeoutMs: number }): Promise<{ pictures: CameraPicture[] }>;
	/** Goes through the film and answers what it throws, also what only shows when a frame is painted. */
	inspectErrors(timeoutMs?: number): Promise<PreviewError[]>;
	/** Like `inspectErrors`, and says what was not drawn: the scenes by id, and why when it was none of them. */
	inspect(timeoutMs?: number): Promise<Inspection>;
	/**
	 * Lends the page with the film for a short while, in the size `size` (px of the longer side). Others who ask for pictures
	 * meanwhile wait until `work` has ended.
	 * @throws StoryDreamError browser_missing, sandbox_timeout; storyboard_invalid or sandbox_failed when there is no film to draw
	 */
	visit<T>(request: { size: number; timeoutMs: number }, work: (page: FilmPage, film: VisitedFilm) => Promise<T>): Promise<T>;
	/** What the film can show, as its own code says now; null when it has no registry of scenes. */
	catalog(timeoutMs?: number): Promise<SceneCatalog | null>;
	close(): Promise<void>;
}

export interface ExportRequest {
	exportId: string;
	settings: Omit<ExportSettings, "commitSha">;
	versionSha: string | null;
	remotionLicenseKey?: string | undefined;
	/** Whether segments that are missing are requested from the studio. */
	keepsSegments?: boolean | undefined;
}

type WithoutSeq<T> = T extends { seq: number } ? Omit<T, "seq"> : never;
/** An event before the log has given it its number. */
export type NewEvent = WithoutSeq<SandboxEvent>;
export type ExportReport = Extract<NewEvent, { type: "export:progress" | "export:ended" }>;

/** A finished proxy. Its file is the caller's to read and to discard. */
export interface ConvertedFile {
	file: string;
	bytes: number;
	sha256: string;
	discard(): Promise<void>;
}

/** Makes proxies, one after the other. */
export interface ConverterPort {
	/** Throws `unsupported_media` with a sentence when no proxy can be made of the file. */
	convert(request: Pick<ConvertAsset, "to">, original: Readable): Promise<ConvertedFile>;
	/** Resolves when no conversion is under way, and after `timeoutMs` at the latest. */
	settled(timeoutMs: number): Promise<void>;
	close(): Promise<void>;
}

/** Renders films. Progress and the end of each export come through the callback given when it was made. */
export interface ExporterPort {
	/** Returns as soon as the export is under way. */
	start(request: ExportRequest): Promise<void>;
	cancel(exportId: string): Promise<void>;
	/** The finished file; null while there is none. */
	file(exportId: string): Promise<{ path: string; bytes: number } | null>;
	/** What an MP4 is made of, as far as it is there already. */
	segments(exportId: string): Promise<SegmentFacts[]>;
	/** The file of a segment; null: there is none. */
	segment(key: string): Promise<{ path: string; bytes: number } | null>;
	/** Keeps a segment that was made elsewhere. Throws `bad_request` for bytes that are not those that were promised. */
	receiveSegment(facts: SegmentFacts, body: Readable): Promise<void>;
	close(): Promise<void>;
}
