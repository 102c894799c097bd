import { X } from "lucide-react";
import { useStage } from "../stage.tsx";
import { setInspecting } from "../transport.ts";

/** While a click points instead of playing. */
export function InspectBar() {
	const stage = useStage();
	return (
		<div className="absolute inset-x-0 top-0 flex justify-center p-2">
			<div className="flex animate-rise items-center gap-2 rounded-full bg-accent py-1 pr-1 pl-3 font-medium text-accent-ink text-xs">
				Click something in the film to point at it
				<button
					type="button"
					aria-label="Stop pointing"
					onClick={() => setInspecting(stage, false)}
					className="rounded-full p-1 hover:bg-black/15"
				>
					<X size={13} aria-hidden />
				</button>
			</div>
		</div>
	);
}
