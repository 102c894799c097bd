import { type SceneCatalog, sceneLine } from "@storydream/protocol";
import type { Searchable } from "./search.ts";

export const KINDS = ["scene", "look", "object", "icon", "transition", "backdrop", "sound"] as const;
export type Kind = (typeof KINDS)[number];

/** Something a film can use. */
export interface CatalogEntry extends Searchable {
	kind: Kind;
	/** What the agent reads of it: a line for itself; absent: its name says all, and stands in a row with others. */
	line?: string;
	/** What it is listed under in the overview, such as the family of a scene. */
	group?: string;
}

/** What the entries are made of. Everything the film does not have is empty. */
export interface CatalogSources {
	/** What the preview page reported. */
	film: SceneCatalog;
	backdrops: readonly string[];
	/** Names of objects by their group. */
	objects: Readonly<Record<string, readonly string[]>>;
	icons: readonly string[];
}

/** All that a film can use, in the order in which it is shown. */
export function catalogEntries({ film, backdrops, objects, icons }: CatalogSources): CatalogEntry[] {
	return [
		...film.scenes.map(sceneEntry),
		...(film.looks ?? []).map(lookEntry),
		...Object.entries(objects).flatMap(([group, names]) =>
			names.map((name): CatalogEntry => ({ kind: "object", name, tags: [group], group })),
		),
		...icons.map((name): CatalogEntry => ({ kind: "icon", name })),
		...film.transitions.map((name) => transitionEntry(name, film)),
		...backdrops.map((name) => backdropEntry(name, film)),
		...film.audio.map((path) => soundEntry(path, film)),
	];
}

function sceneEntry(scene: SceneCatalog["scenes"][number]): CatalogEntry {
	const layouts = Object.entries(scene.layouts ?? {});
	const notes = layouts.map(([name, note]) => `${name}: ${note}`).join("; ");
	const line = sceneLine({ ...scene, layouts: undefined });
	return {
		kind: "scene",
		name: scene.scene,
		tags: [scene.title, scene.family ?? "", ...layouts.map(([name]) => name)],
		text: `${scene.description} ${notes} ${Object.keys(propertiesOf(scene)).join(" ")}`,
		line: `${line}. ${scene.description}.${notes === "" ? "" : ` Layouts: ${notes}.`}`,
		group: scene.family ?? "others",
	};
}

const propertiesOf = ({ propsSchema }: SceneCatalog["scenes"][number]): object =>
	typeof propsSchema.properties === "object" && propsSchema.properties !== null ? propsSchema.properties : {};

function lookEntry(look: NonNullable<SceneCatalog["looks"]>[number]): CatalogEntry {
	const { background, accent } = look.theme.palette;
	const facts = [
		`fonts ${look.theme.fonts.heading}, ${look.theme.fonts.body}`,
		look.transitions ? `transitions ${look.transitions.join(", ")}` : "",
		`background ${background}, accent ${accent}`,
	];
	return {
		kind: "look",
		name: look.look,
		tags: [...look.moods, look.title],
		text: look.description,
		line: `**${look.look}** ${look.description}; ${facts.filter((fact) => fact !== "").join("; ")}. For: ${look.moods.slice(0, 6).join(", ")}`,
	};
}

function transitionEntry(name: string, film: SceneCatalog): CatalogEntry {
	const note = film.transitionNotes?.[name] ?? "";
	const looks = (film.looks ?? []).filter((look) => look.transitions?.includes(name)).map(({ look }) => look);
	const users = looks.length > 0 ? ` Looks: ${looks.join(", ")}.` : "";
	return { kind: "transition", name, tags: looks, text: note, line: `**${name}** ${note}.${users}` };
}

function backdropEntry(name: string, film: SceneCatalog): CatalogEntry {
	const looks = (film.looks ?? []).filter((look) => look.theme.backdrop === name);
	const users = looks.map(({ look }) => look);
	const moods = looks.flatMap((look) => look.moods);
	return {
		kind: "backdrop",
		name,
		tags: [...users, ...moods],
		line: users.length > 0 ? `**${name}** of ${users.join(", ")}` : `**${name}**`,
	};
}

function soundEntry(path: string, { sounds }: SceneCatalog): CatalogEntry {
	const group = /^audio\/([^/]+)\//.exec(path)?.[1] ?? "audio";
	const tags = [group === "sfx" ? "effect" : "track", group];
	const sound = sounds?.[path];
	if (!sound) return { kind: "sound", name: path, tags, group };
	const facts = [sound.description, sound.bpm === null ? "" : `${sound.bpm} bpm`, sound.moods.slice(0, 6).join(", ")];
	const line = `**${path}** ${facts.filter((fact) => fact !== "").join("; ")}`;
	return { kind: "sound", name: path, tags: [...tags, ...sound.moods], text: sound.description, line, group };
}
