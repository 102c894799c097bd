/* Records in a database of Google Cloud, for one studio or several. */
export { createFirestoreRecords, type FirestoreRecordsOptions } from "./records.ts";
