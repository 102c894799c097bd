import type { SceneCatalog, Storyboard } from "@storydream/protocol";
import { Field, Select } from "../../ui/index.ts";
import { sceneTitle } from "../storyboard/index.ts";
import { NumberField } from "./number-field.tsx";
import type { Wanted } from "./range.ts";

interface PartFieldsProps {
	film: { storyboard: Storyboard | null; catalog: SceneCatalog | null; durationInFrames: number };
	/** The scene that is selected on the page, which is offered first. */
	selected: string | null;
	wanted: Wanted;
	onWanted: (wanted: Wanted) => void;
}

/** Which part of the film is exported. */
export function PartFields({ film, selected, wanted, onWanted }: PartFieldsProps) {
	const { storyboard, catalog, durationInFrames } = film;
	const choosePart = (part: string) => {
		const sceneId = selected ?? storyboard?.scenes[0]?.id;
		if (part === "scene" && sceneId) onWanted({ part: "scene", sceneId });
		else if (part === "frames") onWanted({ part: "frames", from: 0, to: durationInFrames - 1 });
		else onWanted({ part: "whole" });
	};
	return (
		<>
			<Field label="Part" inline>
				{(wiring) => (
					<Select {...wiring} className="w-44!" value={wanted.part} onChange={(event) => choosePart(event.target.value)}>
						<option value="whole">The whole film</option>
						{storyboard && <option value="scene">One scene</option>}
						<option value="frames">From frame to frame</option>
					</Select>
				)}
			</Field>
			{wanted.part === "scene" && storyboard && (
				<Field label="Scene" inline>
					{(wiring) => (
						<Select
							{...wiring}
							className="w-44!"
							value={wanted.sceneId}
							onChange={(event) => onWanted({ part: "scene", sceneId: event.target.value })}
						>
							{storyboard.scenes.map((scene, index) => (
								<option key={scene.id} value={scene.id}>
									{index + 1}. {sceneTitle(scene.scene, catalog)}
								</option>
							))}
						</Select>
					)}
				</Field>
			)}
			{wanted.part === "frames" && (
				<>
					<NumberField
						label="First frame"
						value={wanted.from}
						min={0}
						max={durationInFrames - 1}
						onValue={(from) => onWanted({ ...wanted, from })}
					/>
					<NumberField
						label="Last frame"
						value={wanted.to}
						min={wanted.from}
						max={durationInFrames - 1}
						onValue={(to) => onWanted({ ...wanted, to })}
					/>
				</>
			)}
		</>
	);
}
