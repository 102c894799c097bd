/** The one door to conversions: proxies of media that browsers or exports can't play. */

export { findUndecodable, type MediaFinding } from "./broken.ts";
export { Converter } from "./converter.ts";
export {
	endOf,
	formatOf,
	inputOf,
	mediaProgramsFolder,
	ProgramFailed,
	probeStreams,
	runMediaProgram,
	startMediaProgram,
} from "./ffmpeg.ts";
