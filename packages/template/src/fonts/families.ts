import { SUBSETS, type Subset } from "./ranges";

/** A file of a font: an npm package's, or one below `public/`. */
export type FontFile = {
	weight: string;
	style?: "normal" | "italic";
	/** Widths the file has, as `font-stretch` writes them. */
	stretch?: string;
	unicodeRange?: string;
} & ({ path: string } | { url: () => Promise<{ default: string }> });

type Url = () => Promise<{ default: string }>;
type Files = Partial<Record<Subset, Url>>;

/** A family's files by subset. A font of one weight is drawn as it is in every weight: never thickened by the browser. */
const family = (weight: string, files: Files, more: { style?: "italic"; stretch?: string } = {}): FontFile[] =>
	Object.entries(files).map(([subset, url]) => ({ weight, ...more, url, unicodeRange: SUBSETS[subset as Subset] }));

export const inter: FontFile[] = family("100 900", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"),
	vietnamese: () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2"),
	greek: () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-greek-wght-normal.woff2"),
	"greek-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-greek-ext-wght-normal.woff2"),
	cyrillic: () => import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2"),
});

export const fraunces: FontFile[] = [
	...family("100 900", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-latin-ext-opsz-normal.woff2"),
		vietnamese: () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-vietnamese-opsz-normal.woff2"),
	}),
	...family(
		"100 900",
		{
			latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-latin-opsz-italic.woff2"),
			"latin-ext": () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-latin-ext-opsz-italic.woff2"),
			vietnamese: () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/fraunces/files/fraunces-vietnamese-opsz-italic.woff2"),
		},
		{ style: "italic" },
	),
];

export const spaceGrotesk: FontFile[] = family("300 700", {
	latin: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/space-grotesk/files/space-grotesk-latin-wght-normal.woff2"),
	"latin-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/space-grotesk/files/space-grotesk-latin-ext-wght-normal.woff2"),
	vietnamese: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/space-grotesk/files/space-grotesk-vietnamese-wght-normal.woff2"),
});

export const archivo: FontFile[] = family(
	"100 900",
	{
		latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/archivo/files/archivo-latin-ext-wdth-normal.woff2"),
		vietnamese: () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/archivo/files/archivo-vietnamese-wdth-normal.woff2"),
	},
	{ stretch: "62% 125%" },
);

export const anton: FontFile[] = family("1 1000", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource/anton/files/anton-latin-400-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource/anton/files/anton-latin-ext-400-normal.woff2"),
	vietnamese: () => import(/* webpackMode: "eager" */ "@fontsource/anton/files/anton-vietnamese-400-normal.woff2"),
});

export const bricolage: FontFile[] = family("200 800", {
	latin: () =>
		import(
			/* webpackMode: "eager" */ "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2"
		),
	"latin-ext": () =>
		import(
			/* webpackMode: "eager" */ "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-opsz-normal.woff2"
		),
	vietnamese: () =>
		import(
			/* webpackMode: "eager" */ "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-vietnamese-opsz-normal.woff2"
		),
});

export const unbounded: FontFile[] = family("200 900", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/unbounded/files/unbounded-latin-wght-normal.woff2"),
	"latin-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/unbounded/files/unbounded-latin-ext-wght-normal.woff2"),
	vietnamese: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/unbounded/files/unbounded-vietnamese-wght-normal.woff2"),
	cyrillic: () => import(/* webpackMode: "eager" */ "@fontsource-variable/unbounded/files/unbounded-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/unbounded/files/unbounded-cyrillic-ext-wght-normal.woff2"),
});

export const fredoka: FontFile[] = family("300 700", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/fredoka/files/fredoka-latin-wght-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/fredoka/files/fredoka-latin-ext-wght-normal.woff2"),
});

export const caveat: FontFile[] = family("400 700", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/caveat/files/caveat-latin-wght-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/caveat/files/caveat-latin-ext-wght-normal.woff2"),
	cyrillic: () => import(/* webpackMode: "eager" */ "@fontsource-variable/caveat/files/caveat-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/caveat/files/caveat-cyrillic-ext-wght-normal.woff2"),
});

export const shrikhand: FontFile[] = family("1 1000", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource/shrikhand/files/shrikhand-latin-400-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource/shrikhand/files/shrikhand-latin-ext-400-normal.woff2"),
});

export const oswald: FontFile[] = family("200 700", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/oswald/files/oswald-latin-ext-wght-normal.woff2"),
	vietnamese: () => import(/* webpackMode: "eager" */ "@fontsource-variable/oswald/files/oswald-vietnamese-wght-normal.woff2"),
	cyrillic: () => import(/* webpackMode: "eager" */ "@fontsource-variable/oswald/files/oswald-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/oswald/files/oswald-cyrillic-ext-wght-normal.woff2"),
});

export const dmSans: FontFile[] = family("100 1000", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/dm-sans/files/dm-sans-latin-opsz-normal.woff2"),
	"latin-ext": () => import(/* webpackMode: "eager" */ "@fontsource-variable/dm-sans/files/dm-sans-latin-ext-opsz-normal.woff2"),
});

export const jetbrainsMono: FontFile[] = family("100 800", {
	latin: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2"),
	"latin-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2"),
	vietnamese: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-vietnamese-wght-normal.woff2"),
	greek: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-greek-wght-normal.woff2"),
	cyrillic: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-ext-wght-normal.woff2"),
});

export const courierPrime: FontFile[] = [
	...family("1 550", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource/courier-prime/files/courier-prime-latin-ext-400-normal.woff2"),
	}),
	...family("551 1000", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource/courier-prime/files/courier-prime-latin-700-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource/courier-prime/files/courier-prime-latin-ext-700-normal.woff2"),
	}),
];

/** Without the axis of optical sizes: at the size of a film its cross strokes would vanish, and a 4 look like a 1. */
export const bodoniModa: FontFile[] = [
	...family("400 900", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/bodoni-moda/files/bodoni-moda-latin-wght-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/bodoni-moda/files/bodoni-moda-latin-ext-wght-normal.woff2"),
	}),
	...family(
		"400 900",
		{
			latin: () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/bodoni-moda/files/bodoni-moda-latin-wght-italic.woff2"),
			"latin-ext": () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/bodoni-moda/files/bodoni-moda-latin-ext-wght-italic.woff2"),
		},
		{ style: "italic" },
	),
];

export const cormorant: FontFile[] = [
	...family("300 700", {
		latin: () =>
			import(
				/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-latin-wght-normal.woff2"
			),
		"latin-ext": () =>
			import(
				/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-latin-ext-wght-normal.woff2"
			),
		vietnamese: () =>
			import(
				/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-vietnamese-wght-normal.woff2"
			),
		cyrillic: () =>
			import(
				/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-cyrillic-wght-normal.woff2"
			),
		"cyrillic-ext": () =>
			import(
				/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-cyrillic-ext-wght-normal.woff2"
			),
	}),
	...family(
		"300 700",
		{
			latin: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-latin-wght-italic.woff2"
				),
			"latin-ext": () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-latin-ext-wght-italic.woff2"
				),
			vietnamese: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-vietnamese-wght-italic.woff2"
				),
			cyrillic: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-cyrillic-wght-italic.woff2"
				),
			"cyrillic-ext": () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/cormorant-garamond/files/cormorant-garamond-cyrillic-ext-wght-italic.woff2"
				),
		},
		{ style: "italic" },
	),
];

export const newsreader: FontFile[] = [
	...family("200 800", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-normal.woff2"),
		vietnamese: () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-vietnamese-opsz-normal.woff2"),
	}),
	...family(
		"200 800",
		{
			latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-latin-opsz-italic.woff2"),
			"latin-ext": () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-italic.woff2"),
			vietnamese: () =>
				import(/* webpackMode: "eager" */ "@fontsource-variable/newsreader/files/newsreader-vietnamese-opsz-italic.woff2"),
		},
		{ style: "italic" },
	),
];

export const instrumentSerif: FontFile[] = [
	...family("1 1000", {
		latin: () => import(/* webpackMode: "eager" */ "@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2"),
		"latin-ext": () =>
			import(/* webpackMode: "eager" */ "@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-normal.woff2"),
	}),
	...family(
		"1 1000",
		{
			latin: () =>
				import(/* webpackMode: "eager" */ "@fontsource/instrument-serif/files/instrument-serif-latin-400-italic.woff2"),
			"latin-ext": () =>
				import(/* webpackMode: "eager" */ "@fontsource/instrument-serif/files/instrument-serif-latin-ext-400-italic.woff2"),
		},
		{ style: "italic" },
	),
];

export const notoSerif: FontFile[] = family("100 900", {
	latin: () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-latin-wght-normal.woff2"),
	"latin-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-latin-ext-wght-normal.woff2"),
	vietnamese: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-vietnamese-wght-normal.woff2"),
	greek: () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-greek-wght-normal.woff2"),
	"greek-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-greek-ext-wght-normal.woff2"),
	cyrillic: () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-cyrillic-wght-normal.woff2"),
	"cyrillic-ext": () =>
		import(/* webpackMode: "eager" */ "@fontsource-variable/noto-serif/files/noto-serif-cyrillic-ext-wght-normal.woff2"),
});

const SERIFS = new Set(["Fraunces", "Bodoni Moda", "Cormorant Garamond", "Instrument Serif", "Newsreader", "Noto Serif"]);
const MONOSPACED = new Set(["JetBrains Mono", "Courier Prime"]);

/** The family that draws Latin, Greek and Cyrillic letters which `family` does not have. */
export const companionOf = (family: string): string =>
	SERIFS.has(family) ? "Noto Serif" : MONOSPACED.has(family) ? "JetBrains Mono" : "Inter";
