import type { AskedItem } from "@storydream/protocol";
import { Check, X } from "lucide-react";
import { cx } from "../../ui/index.ts";

interface Props {
	items: readonly AskedItem[];
	/** Goes to the frame that shows an item. */
	onShow(frame: number | null, sceneId: string | null): void;
}

/** Each thing that was requested, missing ones first; one that is shown leads to its place in the film. */
export function AskedList({ items, onShow }: Props) {
	const sorted = [...items].sort((one, other) => Number(one.shown) - Number(other.shown));
	return (
		<ul className="grid gap-1 sm:grid-cols-2" data-testid="asked-list">
			{sorted.map((item, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the same text can have been requested twice
				<li key={at} data-shown={item.shown}>
					<Item item={item} onShow={onShow} />
				</li>
			))}
		</ul>
	);
}

function Item({ item, onShow }: { item: AskedItem; onShow: Props["onShow"] }) {
	const Icon = item.shown ? Check : X;
	const content = (
		<>
			<Icon size={14} className={cx("mt-0.5 shrink-0", item.shown ? "text-good" : "text-danger")} aria-hidden />
			<span className="sr-only">{item.shown ? "Shown: " : "Missing: "}</span>
			<bdi className="line-clamp-2 min-w-0 break-words">{item.text}</bdi>
			{item.inCaptions && item.sceneIds.length === 0 && <span className="shrink-0 text-faint">in captions</span>}
		</>
	);
	const look = "flex w-full items-start gap-2 rounded-md px-2 py-1 text-start text-ui";
	if (item.frame === null) return <p className={look}>{content}</p>;
	return (
		<button
			type="button"
			title="Show it in the film"
			className={cx(look, "hover:bg-raised")}
			onClick={() => onShow(item.frame, item.sceneIds[0] ?? null)}
		>
			{content}
		</button>
	);
}
