import type { SceneCatalog } from "@storydream/protocol";
import { Field, Select } from "../../ui/index.ts";

/** Name of an effect in a transition: its file without folder and extension. */
const nameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.\w+$/, "");

/** Chooses what is heard while a scene comes in; nothing where the project has no effects. */
export function TransitionSound(props: {
	catalog: SceneCatalog | null | undefined;
	sound: string | undefined;
	onSound: (sound: string | undefined) => void;
}) {
	const { catalog, sound, onSound } = props;
	const effects = Object.entries(catalog?.sounds ?? {}).filter(([, one]) => one.kind === "effect");
	if (effects.length === 0) return null;
	return (
		<Field label="Sound" inline>
			{(wiring) => (
				<Select
					{...wiring}
					className="w-36!"
					value={sound ?? ""}
					onChange={(event) => onSound(event.target.value === "" ? undefined : event.target.value)}
				>
					<option value="">none</option>
					{effects.map(([path, { title }]) => (
						<option key={path} value={nameOf(path)}>
							{title}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
}
