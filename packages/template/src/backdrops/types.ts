import type { ComponentType } from "react";
import type { SceneLook } from "../design/scene";

export type BackdropProps = {
	scene: SceneLook;
	/** Seconds of the film. */
	time: number;
	/** Number of the scene: neighbours differ. */
	turn: number;
	/** No small forms: the content has fine lines of its own. */
	calm: boolean;
	/** Size of strong forms, as a share: 1 where the words stand free, less where the content fills its box. */
	reach: number;
	/** The content fills its box: strong forms stay in the margin around it. */
	crowded: boolean;
};

/** What is behind a scene. Text stands on it: what lies under the content stays near the background's colour. */
export type Backdrop = ComponentType<BackdropProps>;
