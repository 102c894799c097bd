/**
 * Version of everything in this package. Raised when a message or resource changes in a way an older reader can't ignore.
 * @example me.protocolVersion === PROTOCOL_VERSION
 */
export const PROTOCOL_VERSION = 1;
