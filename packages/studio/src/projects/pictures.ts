import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import type { User } from "../access/index.ts";
import type { Objects } from "../objects/objects.ts";
import type { ProjectsCore } from "./projects.ts";
import { attachmentUrl } from "./shapes.ts";

const EXTENSIONS: Record<string, string> = {
	"image/jpeg": ".jpg",
	"image/png": ".png",
	"image/webp": ".webp",
	"image/gif": ".gif",
};

/** Pictures of a conversation: those a person sent, and those the agent looked at. Kept by content. */
export interface PictureStore {
	put(projectId: string, picture: { bytes: Buffer; mediaType: string }): Promise<{ sha256: string; url: string }>;
	/** Null when it is not there. */
	read(projectId: string, sha256: string): Promise<Buffer | null>;
}

export function createPictureStore(objects: Objects): PictureStore {
	return {
		async put(projectId, { bytes, mediaType }) {
			const extension = EXTENSIONS[mediaType];
			if (extension === undefined) throw new StoryDreamError("unsupported_media", `${mediaType} is not a picture that is kept.`);
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			await objects.put(`${folder(projectId)}${sha256}${extension}`, bytes, { mode: "write-once", contentType: mediaType });
			return { sha256, url: attachmentUrl(projectId, sha256) };
		},
		async read(projectId, sha256) {
			for (const extension of Object.values(EXTENSIONS)) {
				const bytes = await objects.read(`${folder(projectId)}${sha256}${extension}`);
				if (bytes !== null) return bytes;
			}
			return null;
		},
	};
}

export interface Pictures {
	/** Null when it is not there. */
	open(user: User, projectId: string, sha256: string): Promise<{ body: Readable; bytes: number; mediaType: string } | null>;
}

export function createPictures(core: ProjectsCore, deps: { objects: Objects }): Pictures {
	return {
		async open(user, projectId, sha256) {
			await core.record(user, projectId);
			for (const [mediaType, extension] of Object.entries(EXTENSIONS)) {
				const opened = await deps.objects.open(`${folder(projectId)}${sha256}${extension}`);
				if (opened !== null) return { body: opened.body, bytes: opened.info.bytes, mediaType };
			}
			return null;
		},
	};
}

function folder(projectId: string): string {
	return `repos/${projectId}/attachments/`;
}
