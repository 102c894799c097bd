/**
 * The one way the host opens a project's files. A project's code may put a link, a pipe or a folder wherever a file is
 * expected, and exchange it at any time, so no path of a project is given to `node:fs` (`npm run check:doors` says so).
 */
export { readDescriptor } from "./descriptor.ts";
export {
	type Entry,
	listInside,
	type OpenFile,
	openInOneOf,
	openInside,
	readInside,
	readOpenFile,
	readTextOrNull,
	statEntry,
	statInside,
} from "./read.ts";
export { PathRefused } from "./refused.ts";
export { type ScannedKind, type ScannedStats, type ScanVisitor, scanInside } from "./scan.ts";
export { linkTree, makeFolderInside, moveInside, removeInside, removeLinkInside, writeInside } from "./write.ts";
