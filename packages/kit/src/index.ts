export { pause, resolveWithin, unlessAborted, withDeadline } from "./deadline.ts";
export { backoff, type RetryPolicy, retry } from "./retry.ts";
export { createKeyedLock, createSerialQueue, type KeyedLock, type SerialQueue } from "./serial-queue.ts";
export { verifiedBytes } from "./verified-bytes.ts";
