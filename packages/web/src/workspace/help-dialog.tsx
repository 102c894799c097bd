import { Dialog, Keys } from "../ui/index.ts";
import { LOCAL_SHORTCUTS, SHORTCUTS } from "./shortcuts.ts";
import { useStage, useStageState } from "./stage.tsx";

export function HelpDialog() {
	const { store } = useStage();
	const open = useStageState((state) => state.helpOpen);
	return (
		<Dialog open={open} onOpenChange={(helpOpen) => store.set({ helpOpen })} title="Keyboard">
			<dl className="space-y-1">
				{[...SHORTCUTS, ...LOCAL_SHORTCUTS].map((one) => (
					<div key={one.shown} className="flex items-center justify-between py-1 text-ui">
						<dt>{one.label}</dt>
						<dd>
							<Keys value={one.shown} />
						</dd>
					</div>
				))}
			</dl>
		</Dialog>
	);
}
