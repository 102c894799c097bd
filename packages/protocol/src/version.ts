/** Version of everything in this package. Raised when a message or resource changes in a way an older reader can't ignore. */
export const PROTOCOL_VERSION = 1;
