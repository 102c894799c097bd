import { fileTypeFromBuffer } from "file-type";
import type { User } from "../access/index.ts";
import type { Objects } from "../objects/objects.ts";
import type { ProjectsCore } from "./projects.ts";

/** Pictures of a conversation: those a person sent, and those the agent looked at. */
export interface Pictures {
	/** Null when it is not there. */
	open(user: User, projectId: string, sha256: string): Promise<{ bytes: Buffer; mediaType: string } | null>;
}

export function createPictures(core: ProjectsCore, deps: { objects: Objects }): Pictures {
	return {
		async open(user, projectId, sha256) {
			await core.record(user, projectId);
			const bytes = await deps.objects.read(`repos/${projectId}/attachments/${sha256}`);
			if (bytes === null) return null;
			const type = (await fileTypeFromBuffer(bytes))?.mime;
			// Only pictures are ever kept there; what is none is not given to a browser as one.
			return { bytes, mediaType: type?.startsWith("image/") ? type : "application/octet-stream" };
		},
	};
}
