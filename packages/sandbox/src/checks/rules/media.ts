import type { Storyboard } from "@storydream/protocol";
import { lettersSentence, shownLetters } from "../../preview/index.ts";
import { type Found, type Judged, quoted, type Verdict } from "../findings.ts";
import { fixOf } from "../fixes.ts";

/** As many as a finding can hold. */
const MOST_FRAMES = 64;

/** Media that are not there or can't be drawn, and letters without a font. */
export function mediaRule({ storyboard, measures }: Judged): Verdict {
	const broken = measures.samples.flatMap(({ broken: list, frame, sceneId }) =>
		list.map((one) => ({ src: nameOf(one.src), sceneId: one.sceneId ?? sceneId, frame })),
	);
	const files = measures.missingFiles.map((one) => ({ ...one, frame: null }));
	const groups = Map.groupBy([...files, ...broken], ({ src, sceneId }) => JSON.stringify([src.split("/").at(-1), sceneId]));
	const findings = [...groups.values()].map((group): Found => {
		const [first] = group;
		const src = first?.src ?? "";
		return {
			code: "missing_media",
			severity: "error",
			sceneId: first?.sceneId ?? null,
			frames: [...new Set(group.flatMap(({ frame }) => frame ?? []))].sort((a, b) => a - b).slice(0, MOST_FRAMES),
			element: quoted(src),
			message: `The file “${quoted(src)}” is not there, or can't be read. Upload it again, or take it out.`,
			measured: "not there",
			wanted: "a file below public/",
			fix: fixOf(storyboard, (board) => withoutFile(board, src)),
		};
	});
	return { findings: [...findings, ...letterFindings(storyboard, measures.letters)] };
}

/** The file of an address: without host and query. */
function nameOf(src: string): string {
	const path = src.replace(/^[a-z]+:\/\/[^/]+/i, "").replace(/[?#].*$/, "");
	const name = path.replace(/^\/__files\/[^/]+\//, "").replace(/^\//, "");
	try {
		return decodeURI(name);
	} catch {
		// A percent sign of its own: the name is as it stands.
		return name;
	}
}

/** The storyboard without a file that only decorates it: a sound, a corner mark, the picture of a scene. */
function withoutFile(board: Storyboard, src: string): Storyboard {
	const { mark, ...rest } = board;
	const scenes = board.scenes.map(({ media, ...scene }) => (media === undefined || media === src ? scene : { ...scene, media }));
	return {
		...rest,
		...(mark && mark.src !== src ? { mark } : {}),
		audio: board.audio.filter((track) => track.src !== src),
		scenes,
	};
}

function letterFindings(storyboard: Storyboard, missing: Judged["measures"]["letters"]): Found[] {
	return missing.map(
		(one): Found => ({
			code: "missing_glyph",
			severity: "error",
			sceneId: one.sceneId,
			frames: [],
			element: shownLetters(one.letters),
			message: lettersSentence(storyboard, one),
			measured: "drawn as boxes",
			wanted: "letters",
			fix: null,
		}),
	);
}
