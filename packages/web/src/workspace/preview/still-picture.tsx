import { Loader2 } from "lucide-react";

/** A version's stored picture in the place of the film while its page loads: never an empty stage. */
export function StillPicture({ url }: { url: string }) {
	return (
		<div className="absolute inset-0 bg-bg" data-testid="still-picture">
			<img src={url} alt="" className="h-full w-full object-contain" />
			<p
				role="status"
				className="absolute bottom-3 left-3 inline-flex items-center gap-2 rounded-full bg-black/70 px-3 py-1 text-white text-xs"
			>
				<Loader2 size={13} className="animate-spin" aria-hidden /> Loading the film
			</p>
		</div>
	);
}
