/** Pixels of the longer side of the pictures that are measured: enough for colours, little to read and to compare. */
export const CHECK_SIZE = 640;
