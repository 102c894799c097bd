import type { ToolKind } from "@storydream/protocol";
import {
	Blocks,
	Eye,
	FilePen,
	FilePlus2,
	FileText,
	FolderOpen,
	ListChecks,
	type LucideIcon,
	Search,
	ShieldCheck,
	SquareTerminal,
	Wrench,
} from "lucide-react";

/** How each kind of tool looks in the chat. One entry a kind; `open` cards show what came back without a click. */
export const TOOL_LOOKS: Record<ToolKind, { icon: LucideIcon; open: boolean }> = {
	read: { icon: FileText, open: false },
	write: { icon: FilePlus2, open: false },
	edit: { icon: FilePen, open: false },
	search: { icon: Search, open: false },
	command: { icon: SquareTerminal, open: false },
	check: { icon: ShieldCheck, open: false },
	look: { icon: Eye, open: true },
	assets: { icon: FolderOpen, open: false },
	skill: { icon: Blocks, open: false },
	plan: { icon: ListChecks, open: true },
	other: { icon: Wrench, open: false },
};
