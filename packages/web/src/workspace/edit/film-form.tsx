import { type CatalogLook, RATIO_SIZE, RATIOS, type Storyboard, type Theme, themeOf } from "@storydream/protocol";
import { Field, Range, Select } from "../../ui/index.ts";
import { changeFps, useEditor } from "../storyboard/index.ts";
import { AudioForm } from "./audio-form.tsx";
import { ColorInput } from "./color-input.tsx";
import { humanLabel } from "./form-model.ts";
import { MarkForm } from "./mark-form.tsx";

/** The families to choose from until the film has reported its own. */
const FONTS = ["Inter", "Space Grotesk", "Fraunces"];
const RATES = [24, 25, 30, 50, 60];
const COLOURS: (keyof Theme["palette"] & string)[] = ["background", "surface", "text", "muted", "accent", "accent2"];
const ROLES = ["heading", "body"] as const;

/** `key`: edits of one key become one step back. */
type Edit = (key: string, title: string, apply: (s: Storyboard) => Storyboard) => void;
type EditTheme = (key: string, title: string, change: (theme: Storyboard["theme"]) => Storyboard["theme"]) => void;

/** Shape, rate, theme and sounds of the whole film. */
export function FilmForm({ storyboard }: { storyboard: Storyboard }) {
	const { editor, catalog } = useEditor();
	const looks = catalog?.looks ?? [];
	const theme = themeOf(storyboard, looks);
	const edit: Edit = (key, title, apply) => editor.edit({ key: `film:${key}`, title, apply });
	const editTheme: EditTheme = (key, title, change) => edit(key, title, (s) => ({ ...s, theme: change(s.theme) }));

	return (
		<form onSubmit={(event) => event.preventDefault()} data-testid="film-form" className="space-y-5 p-4">
			<ShapeSection storyboard={storyboard} edit={edit} />
			{looks.length > 0 && <LookSection look={storyboard.look} looks={looks} edit={edit} />}
			<ColourSection theme={theme} editTheme={editTheme} />
			<TypeSection theme={theme} fonts={catalog?.fonts ?? FONTS} editTheme={editTheme} />
			<MarkForm storyboard={storyboard} />
			<AudioForm storyboard={storyboard} />
		</form>
	);
}

function ShapeSection({ storyboard, edit }: { storyboard: Storyboard; edit: Edit }) {
	const ratio = RATIOS.find((one) => {
		const size = RATIO_SIZE[one];
		return Math.abs(storyboard.width / storyboard.height - size.width / size.height) < 0.01;
	});
	return (
		<section className="space-y-3">
			<h2 className="font-semibold text-ui">Shape</h2>
			<Field label="Ratio" inline>
				{(wiring) => (
					<Select
						{...wiring}
						className="w-40!"
						value={ratio ?? "own"}
						onChange={(event) => {
							const next = RATIOS.find((one) => one === event.target.value);
							if (next) edit("size", `Change the ratio to ${next}`, (s) => ({ ...s, ...RATIO_SIZE[next] }));
						}}
					>
						{RATIOS.map((one) => (
							<option key={one} value={one}>
								{one} · {RATIO_SIZE[one].width} × {RATIO_SIZE[one].height}
							</option>
						))}
						{!ratio && (
							<option value="own">
								{storyboard.width} × {storyboard.height}
							</option>
						)}
					</Select>
				)}
			</Field>
			<Field label="Frames a second" inline>
				{(wiring) => (
					<Select
						{...wiring}
						className="w-40!"
						value={storyboard.fps}
						onChange={(event) => {
							const fps = Number(event.target.value);
							edit("fps", `Change to ${fps} frames a second`, (s) => changeFps(s, fps));
						}}
					>
						{[...new Set([...RATES, storyboard.fps])]
							.sort((a, b) => a - b)
							.map((rate) => (
								<option key={rate}>{rate}</option>
							))}
					</Select>
				)}
			</Field>
		</section>
	);
}

function LookSection(props: { look: string | undefined; looks: readonly CatalogLook[]; edit: Edit }) {
	const { look: current, looks, edit } = props;
	return (
		<section className="space-y-3 border-line border-t pt-4">
			<h2 className="font-semibold text-ui">Look</h2>
			<Field label="Art direction" inline help={looks.find((one) => one.look === current)?.description}>
				{(wiring) => (
					<Select
						{...wiring}
						className="w-40!"
						value={current ?? ""}
						onChange={(event) => {
							const look = looks.find((one) => one.look === event.target.value);
							if (look) edit("look", `Change the look to ${look.title}`, (s) => ({ ...s, look: look.look, theme: {} }));
						}}
					>
						{current === undefined && <option value="">Own theme</option>}
						{looks.map((one) => (
							<option key={one.look} value={one.look}>
								{one.title}
							</option>
						))}
					</Select>
				)}
			</Field>
		</section>
	);
}

function ColourSection({ theme, editTheme }: { theme: Theme; editTheme: EditTheme }) {
	return (
		<section className="space-y-3 border-line border-t pt-4">
			<h2 className="font-semibold text-ui">Colours</h2>
			{COLOURS.map((name) => (
				<Field key={name} label={name === "accent2" ? "Second accent" : humanLabel(name)} inline>
					{(wiring) => (
						<ColorInput
							wiring={wiring}
							label={name}
							optional={false}
							value={String(theme.palette[name])}
							onChange={(value) => {
								if (value && /^#[0-9a-f]{6}$/i.test(value)) {
									editTheme(`colour:${name}`, `Change the ${name} colour`, (old) => ({
										...old,
										palette: { ...old.palette, [name]: value },
									}));
								}
							}}
						/>
					)}
				</Field>
			))}
		</section>
	);
}

function TypeSection({ theme, fonts, editTheme }: { theme: Theme; fonts: readonly string[]; editTheme: EditTheme }) {
	return (
		<section className="space-y-3 border-line border-t pt-4">
			<h2 className="font-semibold text-ui">Type and motion</h2>
			{ROLES.map((role) => (
				<Field key={role} label={role === "heading" ? "Headings" : "Text"} inline>
					{(wiring) => (
						<Select
							{...wiring}
							className="w-40!"
							value={theme.fonts[role]}
							onChange={(event) => {
								const family = event.target.value;
								editTheme(`font:${role}`, `Set the ${role} in ${family}`, (old) => ({
									...old,
									fonts: { ...old.fonts, [role]: family },
								}));
							}}
						>
							{[...new Set([...fonts, theme.fonts[role]])].map((family) => (
								<option key={family}>{family}</option>
							))}
						</Select>
					)}
				</Field>
			))}
			<Field label={`Corners, ${theme.radius} px`} inline>
				{(wiring) => (
					<Range
						{...wiring}
						className="w-40!"
						min={0}
						max={80}
						value={theme.radius}
						onChange={(event) => {
							const radius = Number(event.target.value);
							editTheme("radius", `Set the corners to ${radius} px`, (old) => ({ ...old, radius }));
						}}
					/>
				)}
			</Field>
			<Field label={`Motion, ${theme.motion.toFixed(2)}×`} inline>
				{(wiring) => (
					<Range
						{...wiring}
						className="w-40!"
						min={0.25}
						max={3}
						step={0.05}
						value={theme.motion}
						onChange={(event) => {
							const motion = Number(event.target.value);
							editTheme("motion", `Set the motion to ${motion.toFixed(2)}×`, (old) => ({ ...old, motion }));
						}}
					/>
				)}
			</Field>
		</section>
	);
}
