import { MessageContext } from "@storydream/protocol";
import { Crosshair } from "lucide-react";
import { sceneTitle, useEditor } from "../storyboard/index.ts";
import { timecode } from "../timecode.ts";

/** What a message points at, in words: "Scene Title, 0:03.12". */
export function useContextWords(raw: unknown): string | null {
	const { storyboard, catalog } = useEditor();
	const parsed = MessageContext.safeParse(raw);
	if (!parsed.success) return null;
	const { sceneId, frame, element } = parsed.data;
	const parts: string[] = [];
	if (element) parts.push(element.text ? `“${element.text.slice(0, 40)}”` : (element.file.split("/").at(-1) ?? element.file));
	if (sceneId) {
		const index = storyboard?.scenes.findIndex((one) => one.id === sceneId) ?? -1;
		const scene = storyboard?.scenes[index];
		parts.push(scene ? `scene ${index + 1}, ${sceneTitle(scene.scene, catalog)}` : "a scene that is gone");
	}
	if (frame !== undefined) parts.push(timecode(frame, storyboard?.fps ?? 30));
	return parts.length > 0 ? parts.join(" · ") : null;
}

export function ContextWords({ context }: { context: unknown }) {
	const words = useContextWords(context);
	if (!words) return null;
	return (
		<span className="flex items-center gap-1 text-faint text-xs">
			<Crosshair size={11} aria-hidden /> Pointing at {words}
		</span>
	);
}
