import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { OutroChip } from "./OutroChip";
import { OutroCode } from "./OutroCode";
import { OutroFlood } from "./OutroFlood";
import { OutroTicket } from "./OutroTicket";
import { type OutroProps, outroSchema } from "./outro-fields";

const Outro = (props: OutroProps) => {
	const layout = useLayout(["chip", "code", "flood", "ticket"], "chip");
	if (layout === "code") return <OutroCode props={props} />;
	if (layout === "flood") return <OutroFlood props={props} />;
	if (layout === "ticket") return <OutroTicket props={props} />;
	return <OutroChip props={props} />;
};

export const outro = defineScene({
	component: Outro,
	schema: outroSchema,
	title: "Ending",
	description: "The last words: a name, a button with one verb, an address, a price and a note",
	family: "endings",
	slots: ["icon"],
	layouts: {
		chip: "The name, a button below it, the address on a band at the foot",
		code: "The address as a very large QR code, name, price and button beside it",
		flood: "The accent floods the picture, on it the verb of the button as large as it can be",
		ticket: "A ticket: the name on it, price and button on its stub",
	},
	defaultProps: { title: "Ready when you are", action: "Get started", url: "example.com" },
	defaultDurationInFrames: 105,
});
