import { useScenePlace } from "../../design/context";

/** The layout the storyboard names if the scene has it, else `fallback`. */
export const useLayout = <Name extends string>(names: readonly Name[], fallback: Name): Name => {
	const wished = useScenePlace().layout;
	return names.find((name) => name === wished) ?? fallback;
};
