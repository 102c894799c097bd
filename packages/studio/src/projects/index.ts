/* What a person does with projects, apart from talking to the agent and exporting. */
export { assetBytes } from "./asset-bytes.ts";
export { MAX_ASSETS_AT_ONCE, uploadBrokeOff } from "./assets.ts";
export { createProjects, type Projects } from "./create-projects.ts";
export { slug } from "./naming.ts";
export { pictureTooLarge } from "./pictures.ts";
export { toMessage, toProject, toVersion } from "./shapes.ts";
