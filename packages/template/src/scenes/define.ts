import { type ComponentType, createElement, useMemo } from "react";
import type { z } from "zod";

/** Props as they stand in the storyboard, before the scene's schema has seen them. */
export type SceneProps = Record<string, unknown>;

/** Families of scenes, as people look for them. */
export type SceneFamily =
	| "titles"
	| "statements"
	| "lists"
	| "numbers"
	| "charts"
	| "comparisons"
	| "time"
	| "places"
	| "people"
	| "products"
	| "contact"
	| "pictures"
	| "endings";

export type SceneDefinition = {
	component: ComponentType<SceneProps>;
	/** What the scene takes; the editor's form is made from it. */
	schema: z.ZodType<SceneProps>;
	title: string;
	description: string;
	/** The family it belongs to. */
	family?: SceneFamily;
	/** Named variants, each with what it is good for; the first is the usual one. */
	layouts?: Record<string, string>;
	/** What of the storyboard's `media` and `icon` it places itself; the rest stands beside it. */
	slots?: readonly ("media" | "icon")[];
	/** Families of src/fonts.ts that it needs beside those of the film, such as one for code. */
	fonts?: readonly string[];
	/** Props that look good as they are, for a scene that is just being added. */
	defaultProps: SceneProps;
	/** At 30 frames a second. */
	defaultDurationInFrames: number;
};

/** Ties a component to the schema of its props: the component only ever sees props that the schema let through. */
export const defineScene = <Props extends SceneProps>(definition: {
	component: ComponentType<Props>;
	schema: z.ZodType<Props>;
	title: string;
	description: string;
	family?: SceneFamily;
	layouts?: Record<string, string>;
	slots?: readonly ("media" | "icon")[];
	fonts?: readonly string[];
	defaultProps: Props;
	defaultDurationInFrames: number;
}): SceneDefinition => {
	const { component, schema } = definition;
	const Scene: ComponentType<SceneProps> = (props) =>
		createElement(
			component,
			useMemo(() => schema.parse(props), [props]),
		);
	Scene.displayName = component.displayName ?? component.name;
	return { ...definition, component: Scene };
};
