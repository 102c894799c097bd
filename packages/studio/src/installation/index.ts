/* What an installation keeps, and where: the data folder and the stores that are configured. */
export { takeDataFolder } from "./data-folder.ts";
export { findGoogleAccount } from "./google-account.ts";
export { type OpenInstallation, openPair, openToRead, openToWrite } from "./installations.ts";
export { openObjects, openRecords, proveObjects, proveRecords, type StoresConfig } from "./stores.ts";
