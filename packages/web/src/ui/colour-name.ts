/** Upper ends of the hues, in degrees, and what a colour there is called. */
const HUES: readonly (readonly [number, string])[] = [
	[15, "red"],
	[42, "orange"],
	[68, "yellow"],
	[165, "green"],
	[195, "turquoise"],
	[255, "blue"],
	[290, "purple"],
	[340, "pink"],
	[360, "red"],
];

/** What a person would call a colour such as `#1e2a4a`: "dark blue". Not a colour: the text itself. */
export function colourName(hex: string): string {
	const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)?.slice(1);
	if (!parts) return hex;
	const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / 255);
	const most = Math.max(red, green, blue);
	const span = most - Math.min(red, green, blue);
	const light = most - span / 2;
	if (span < 0.08) return light > 0.93 ? "white" : light < 0.08 ? "black" : shaded(light, "grey");
	const sector =
		most === red ? ((green - blue) / span + 6) % 6 : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
	const name = HUES.find(([end]) => sector * 60 <= end)?.[1] ?? "red";
	return name === "orange" && light < 0.4 ? shaded(light + 0.2, "brown") : shaded(light, name);
}

const shaded = (light: number, name: string) => (light < 0.3 ? `dark ${name}` : light > 0.75 ? `light ${name}` : name);
