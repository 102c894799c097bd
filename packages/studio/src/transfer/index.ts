/* Moving all that an installation keeps: to other stores, into a file, and back. */
export { type BackupReport, writeBackup } from "./backup-write.ts";
export { type CopyReport, copyInstallation } from "./copy-installation.ts";
export type { Stores, TransferProblem, TransferProgress } from "./installation.ts";
export { type RestoreReport, restoreBackup } from "./restore.ts";
