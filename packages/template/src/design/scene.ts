import { useMemo } from "react";
import { useVideoConfig } from "remotion";
import { type Form, type Look, type LookVoice, plainVoice } from "../looks";
import { useLook } from "../looks/context";
import { type Theme, useTheme } from "../theme";
import { contrast, mix, readableOn } from "./color";
import { useHasCaptions, useLanguage, useScenePlace } from "./context";
import type { CommonProps } from "./fields";
import type { FontFace } from "./fit";
import { type Motion, useMotion } from "./motion";

export type Palette = {
	background: string;
	surface: string;
	text: string;
	muted: string;
	accent: string;
	accent2: string;
	/** Hairlines and empty tracks. */
	line: string;
	/** Text that stands on the accent. */
	onAccent: string;
};
export type Voice = FontFace & {
	/** In em. */
	lineHeight: number;
};

/** In px from the top left of the picture. */
export type Rect = { x: number; y: number; width: number; height: number };

/** Everything a scene needs to draw itself, in one hook. */
export type SceneLook = {
	/** Design units to px: `u(1080)` is the short side of the picture. */
	u: (units: number) => number;
	width: number;
	height: number;
	/** Wide 16:9, tall 9:16, square 1:1; others go to the nearest. */
	ratio: "wide" | "tall" | "square";
	/** Picks the value for this ratio. */
	by: <T>(values: { wide: T; tall: T; square: T }) => T;
	/** Where content may stand, in px from the top left: inside the safe area, above the captions. */
	box: Rect;
	palette: Palette;
	voices: {
		heading: Voice;
		body: Voice;
		strong: Voice;
		label: Voice;
		/** As `label`, in capitals. */
		kicker: Voice;
		/** The heading's, in the case that is written: units keep theirs. */
		number: Voice;
		/** Words that stand out in a heading. */
		accent: Voice;
		mono: Voice;
	};
	align: "left" | "center";
	/** Corner radius of the theme, in px. */
	radius: number;
	/** The film's art direction. */
	look: Look;
	/** Corners, strokes and fills; the radius is the theme's. */
	form: Form;
	/** From the storyboard: a named variant, an icon or object, a picture; null: the scene chooses. */
	layout: string | null;
	icon: string | null;
	media: string | null;
	/** Of that picture: the point that stays in view, in percent, and whether it fills its place. */
	focus: { x: number; y: number } | null;
	fit: "auto" | "whole" | "fill" | null;
	/** Width to height. */
	aspect: number;
	/** For `random()`: the same in every frame of a scene, another one in the next. */
	seed: string;
	/** A picture of the person behind the content. */
	backdrop: string | null;
	motion: Motion;
};

const withoutCase = ({ case: _case, ...voice }: Voice): Voice => voice;

/** Small words above a heading, and others in capitals. */
const capitals = (voice: Voice): Voice => ({ ...voice, case: "upper" });

const voiceFor = (language: string | null, family: string, { weight, letterSpacing, lineHeight, ...rest }: LookVoice): Voice => ({
	family,
	weight,
	letterSpacing,
	lineHeight,
	...(rest.case === "none" ? {} : { case: rest.case }),
	...(language === null ? {} : { language }),
	...(rest.italic ? { italic: true } : {}),
	...(rest.stretch ? { stretch: rest.stretch } : {}),
});

const paletteOf = (theme: Theme, props: CommonProps): Palette => {
	const { palette } = theme;
	const background = props.background ?? palette.background;
	const accent = props.accent ?? palette.accent;
	const own = props.background !== undefined && props.background !== palette.background;
	const text = own ? readableOn(background, palette.text, palette.background) : palette.text;
	const wishedMuted = own ? mix(text, background, 0.34) : palette.muted;
	return {
		background,
		surface: own ? mix(background, text, 0.08) : palette.surface,
		text,
		muted: contrast(wishedMuted, background) < 3.2 ? mix(text, background, 0.25) : wishedMuted,
		// An accent nobody can tell from the background is no accent.
		accent: contrast(accent, background) < 1.6 ? text : accent,
		accent2: palette.accent2,
		line: mix(background, text, 0.16),
		onAccent: readableOn(contrast(accent, background) < 1.6 ? text : accent, background, text),
	};
};

const NO_MARGIN = { x: 0, y: 0 };

/** The look of a scene with these props; `defaultAlign` where the props don't say. */
export const useScene = (props: CommonProps, defaultAlign: "left" | "center" = "left"): SceneLook => {
	const { width, height } = useVideoConfig();
	const theme = useTheme();
	const captions = useHasCaptions();
	const motion = useMotion();
	const look = useLook();
	const language = useLanguage();
	const { id, layout, icon, media, focus, fit, margin } = useScenePlace();
	const { x: marginX, y: marginY } = margin ?? NO_MARGIN;
	const { background, accent, align, backdrop } = props;
	const still = useMemo(() => {
		const unit = Math.min(width, height) / 1080;
		const u = (units: number) => units * unit;
		const ratio = width / height > 1.25 ? "wide" : width / height < 0.8 ? "tall" : "square";
		// The safe area is 5 % on each side; content keeps a little more.
		const x = Math.max(width * 0.05, u(ratio === "wide" ? 144 : 84), marginX);
		const y = Math.max(height * 0.05, u(ratio === "tall" ? 176 : 92), marginY);
		const foot = captions ? Math.max(y, u(ratio === "tall" ? 330 : 210)) : y;
		const box = { x, y, width: width - 2 * x, height: height - y - foot };
		// A family that replaces the look's own is set as that family needs it.
		const own = theme.fonts.heading === look.fonts.heading ? look.voice.heading : plainVoice(theme.fonts.heading);
		const heading = voiceFor(language, theme.fonts.heading, own);
		const body = voiceFor(language, theme.fonts.body, look.voice.body);
		return {
			u,
			width,
			height,
			ratio,
			by: <T>(values: { wide: T; tall: T; square: T }): T => values[ratio],
			box,
			backdrop: backdrop || null,
			palette: paletteOf(theme, { background, accent }),
			voices: {
				heading,
				body,
				strong: { ...body, weight: 600, letterSpacing: -0.014, lineHeight: 1.28 },
				label: { ...body, weight: 600, letterSpacing: 0.14, lineHeight: 1.3 },
				kicker: capitals({ ...body, weight: 600, letterSpacing: 0.14, lineHeight: 1.3 }),
				number: withoutCase(heading),
				accent: look.voice.accent ? voiceFor(language, look.voice.accent.family, look.voice.accent) : heading,
				mono: { ...body, family: theme.fonts.mono ?? theme.fonts.body, letterSpacing: 0 },
			},
			look,
			form: { ...look.form, radius: theme.radius },
			layout,
			icon,
			media,
			focus,
			fit,
			aspect: width / height,
			seed: `${look.title}/${id}`,
			align: align ?? defaultAlign,
			radius: u(theme.radius),
		} satisfies Omit<SceneLook, "motion">;
	}, [
		width,
		height,
		theme,
		look,
		language,
		id,
		layout,
		icon,
		media,
		focus,
		fit,
		marginX,
		marginY,
		captions,
		background,
		accent,
		align,
		backdrop,
		defaultAlign,
	]);
	return { ...still, motion };
};
