import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { TableCards } from "./TableCards";
import { TableLedger } from "./TableLedger";

const cell = z.string().max(120).meta({ title: "Cell", description: "Shown as written" });
const tableSchema = z.strictObject({
	title: line("Title", "What the table says").optional(),
	columns: z.array(cell).min(2).max(6).meta({ title: "Columns", description: "Two to six heads" }),
	rows: z
		.array(z.strictObject({ cells: z.array(cell).min(1).max(6).meta({ title: "Cells", description: "One for each column" }) }))
		.min(1)
		.max(8)
		.meta({ title: "Rows", description: "One to eight" }),
	highlight: z
		.string()
		.max(120)
		.optional()
		.meta({ title: "Highlight", description: "Head of the column, or first cell of the row, that stands out" }),
	...commonFields,
});
export type TableProps = z.infer<typeof tableSchema>;

const Table = (props: TableProps) => {
	const scene = useScene(props);
	const narrow = scene.ratio === "tall" && props.columns.length > 3;
	const layout = useLayout(["ledger", "bands", "cards"], narrow ? "cards" : "ledger");
	if (layout === "cards") return <TableCards scene={scene} {...props} />;
	return <TableLedger scene={scene} bands={layout === "bands"} {...props} />;
};

export const table = defineScene({
	component: Table,
	schema: tableSchema,
	title: "Table",
	description: "Rows and columns; one of them can stand out",
	family: "lists",
	layouts: {
		ledger: "Large cells between rules that run off the picture",
		bands: "Rows as bands of colour from edge to edge",
		cards: "A tile for each row: its first cell large, the others with their heads",
	},
	defaultProps: {
		title: "Ferries on Sunday",
		columns: ["Line", "First", "Last", "Crossing"],
		rows: [
			{ cells: ["Harbour", "06:40", "23:10", "18 min"] },
			{ cells: ["Lighthouse", "08:15", "20:45", "35 min"] },
			{ cells: ["North quay", "07:00", "22:30", "12 min"] },
		],
		highlight: "Last",
	},
	defaultDurationInFrames: 150,
});
