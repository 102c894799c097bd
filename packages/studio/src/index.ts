export { type Config, isLoopback, loadConfig } from "./config.ts";
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
export { type RunningStudio, type StudioParts, startStudio } from "./main.ts";
export { serveUntilEnd } from "./serve-until-end.ts";
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
