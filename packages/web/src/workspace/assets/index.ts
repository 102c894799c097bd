export { assetTitle } from "./asset-facts.ts";
export { AssetsPanel } from "./assets-panel.tsx";
