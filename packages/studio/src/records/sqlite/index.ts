/* Records in one file of this machine. */
export { createSqliteRecords, type SqliteRecordsOptions } from "./records.ts";
