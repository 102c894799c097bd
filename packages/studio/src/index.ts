export { type Config, isLoopback, loadConfig } from "./config.ts";
export { proveDriver, proveWalls } from "./drivers/prove.ts";
export { findGoogleAccount } from "./google-account.ts";
export { type OpenInstallation, openPair, openToRead, openToWrite } from "./installations.ts";
export { type RunningStudio, type StudioParts, startStudio } from "./main.ts";
export { serveUntilEnd } from "./serve-until-end.ts";
export { proveObjects, proveRecords, type StoresConfig } from "./stores.ts";
export {
	type BackupReport,
	type CopyReport,
	copyInstallation,
	type RestoreReport,
	restoreBackup,
	type TransferProblem,
	type TransferProgress,
	writeBackup,
} from "./transfer/index.ts";
