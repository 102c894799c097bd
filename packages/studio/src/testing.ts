/** What other packages' tests need to start a studio on the stores of the cloud. */
export { type GcsServer, startGcsServer } from "./objects/testing/gcs-server.ts";
export { type FirestoreEmulator, startFirestoreEmulator } from "./records/testing/firestore-emulator.ts";
