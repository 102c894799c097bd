import { Tabs } from "@base-ui/react/tabs";
import type { PanelTab } from "../address/index.ts";
import { Panel } from "../errors/index.ts";
import { AssetsPanel } from "./assets/index.ts";
import { EditPanel } from "./edit/index.ts";
import { ExportPanel } from "./export/index.ts";
import { useStage, useStageState } from "./stage.tsx";
import { VersionsPanel } from "./versions/index.ts";

const TABS: { tab: PanelTab; label: string }[] = [
	{ tab: "edit", label: "Edit" },
	{ tab: "versions", label: "Versions" },
	{ tab: "assets", label: "Assets" },
	{ tab: "export", label: "Export" },
];

export function SidePanel({ without = [] }: { without?: readonly PanelTab[] }) {
	const { store } = useStage();
	const chosen = useStageState((state) => state.panel);
	const tabs = TABS.filter((one) => !without.includes(one.tab));
	const panel = tabs.some((one) => one.tab === chosen) ? chosen : (tabs[0]?.tab ?? "edit");
	return (
		<Tabs.Root
			value={panel}
			onValueChange={(value) => {
				const next = TABS.find((one) => one.tab === value);
				if (next) store.set({ panel: next.tab });
			}}
			className="flex h-full min-h-0 min-w-0 flex-1 flex-col"
		>
			<Tabs.List aria-label="Panel" className="relative flex h-11 shrink-0 border-line border-b px-2">
				{tabs.map(({ tab, label }) => (
					<Tabs.Tab
						key={tab}
						value={tab}
						data-testid={`tab-${tab}`}
						className="flex flex-1 items-center justify-center gap-1.5 rounded-md text-ui text-muted outline-offset-[-3px] transition-colors hover:text-ink data-[active]:font-medium data-[active]:text-ink"
					>
						{label}
					</Tabs.Tab>
				))}
				<Tabs.Indicator className="absolute bottom-[-1px] left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-all duration-200" />
			</Tabs.List>
			{tabs.map(({ tab, label }) => (
				<Tabs.Panel key={tab} value={tab} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-offset-[-2px]">
					<Panel name={label}>
						{tab === "edit" && <EditPanel />}
						{tab === "versions" && <VersionsPanel />}
						{tab === "assets" && <AssetsPanel />}
						{tab === "export" && <ExportPanel />}
					</Panel>
				</Tabs.Panel>
			))}
		</Tabs.Root>
	);
}
