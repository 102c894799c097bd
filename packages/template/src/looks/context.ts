import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import { presets, type Theme, ThemeProvider } from "../theme";
import { type ArtDirection, type Look, lookOfTheme, looks, themeOfLook } from "./index";

type Board = { look?: string | undefined; theme: unknown };

/** Look and whole theme of a storyboard that was checked: a film without a look has a whole theme. */
export const artDirectionOf = (board: Board): ArtDirection => {
	const look = board.look !== undefined && Object.hasOwn(looks, board.look) ? looks[board.look] : undefined;
	if (look) return { look, theme: themeOfLook(look, board.theme as Partial<Theme>) };
	const theme = board.theme as Theme;
	return { look: lookOfTheme(theme), theme };
};

const LookContext = createContext<Look>(lookOfTheme(presets.midnight));

/** Everything below it is drawn with the look and the theme of `board`. */
export const LookProvider = ({ board, children }: { board: Board; children: ReactNode }) => {
	const { look, theme } = useMemo(() => artDirectionOf(board), [board]);
	return createElement(LookContext, { value: look }, createElement(ThemeProvider, { theme, children }));
};

/** The film's look; for a film without one, a look made of its theme. */
export const useLook = (): Look => useContext(LookContext);
