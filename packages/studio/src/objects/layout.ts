/** Folder of everything that is kept of a project. */
export const projectFolder = (projectId: string) => `repos/${projectId}`;
export const packPath = (projectId: string, sha256: string) => `repos/${projectId}/packs/${sha256}.bundle`;
export const packsFolder = (projectId: string) => `repos/${projectId}/packs/`;
export const sourcePath = (projectId: string, sha: string) => `repos/${projectId}/src/${sha}.tar.zst`;
export const sourcesFolder = (projectId: string) => `repos/${projectId}/src/`;
export const conflictPath = (projectId: string, sha256: string) => `repos/${projectId}/conflicts/${sha256}.bundle`;
export const conflictsFolder = (projectId: string) => `repos/${projectId}/conflicts/`;
/** Segments of the project's exports, each with its facts beside it. */
export const segmentsFolder = (projectId: string) => `repos/${projectId}/segments/`;
export const segmentPath = (projectId: string, key: string) => `repos/${projectId}/segments/${key}.mp4`;
export const segmentFactsPath = (projectId: string, key: string) => `repos/${projectId}/segments/${key}.json`;
export const transcriptFolder = (projectId: string, session: string) => `repos/${projectId}/.claude/${session}/`;

export const TEMPLATE_MANIFEST = "templates/default/template.json";
export const templatePackPath = (sha256: string) => `templates/default/packs/${sha256}.bundle`;
export const templateSourcePath = (sha: string) => `templates/default/src/${sha}.tar.zst`;
