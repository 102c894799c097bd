export { createPreviewProxy, type PreviewProxy, refuseUpgrade } from "./proxy.ts";
