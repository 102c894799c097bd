/** The one door to conversions: proxies of media that browsers or exports can't play. */

export { findUndecodable, type MediaFinding } from "./broken.ts";
export { Converter } from "./converter.ts";
export { cutSound } from "./exact-sound.ts";
export { formatOf, inputOf, ProgramFailed, probeStreams, runMediaProgram } from "./ffmpeg.ts";
