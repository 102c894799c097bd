import type { Version } from "@storydream/protocol";
import { ArrowLeft, History, RotateCcw } from "lucide-react";
import { Bar, Button } from "../../ui/index.ts";
import { useRestore } from "../versions/index.ts";

/** Says that this is not the film as it stands. */
export function LookingBar({ version, onBack }: { version: Version; onBack(): void }) {
	const { restore, busy } = useRestore();
	return (
		<Bar look="accent" icon={History} wraps data-testid="looking-bar">
			<p className="line-clamp-2 min-w-0 flex-1 basis-60" title={version.title}>
				<span className="font-medium">You are looking at an older version</span>
				<span className="text-muted"> — {version.title}</span>
			</p>
			<Button size="small" icon={ArrowLeft} onClick={onBack} data-testid="looking-back">
				Back to the newest
			</Button>
			<Button size="small" look="primary" icon={RotateCcw} busy={busy} onClick={() => void restore(version)}>
				Restore this
			</Button>
		</Bar>
	);
}
