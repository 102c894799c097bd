export { type Config, isLoopback, loadConfig } from "./config/index.ts";
export { proveDriver, proveWalls } from "./drivers/index.ts";
export {
	findGoogleAccount,
	type OpenInstallation,
	openPair,
	openToRead,
	openToWrite,
	proveObjects,
	proveRecords,
	type StoresConfig,
} from "./installation/index.ts";
export { startStudio } from "./main.ts";
export { type RunningStudio, type StudioParts, serveUntilEnd } from "./start/index.ts";
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
