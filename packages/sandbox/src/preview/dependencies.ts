/** The page's own sources, as one of the modules in the bundle: they are the same for every film. */
export const PAGE_MODULE = "@storydream/sandbox/preview-page";

/**
 * All but the dependencies few films use, and big: those stay apart from what every page loads. Not a function: Vite
 * names a bundle by the text of its configuration, and a function's text is another one wherever a tool has rewritten it.
 */
export const COMMON_DEPENDENCIES =
	/^(?!.*[\\/]node_modules[\\/](?:three|three-stdlib|@react-three|lottie-web|@remotion[\\/](?:three|lottie))[\\/])/;

/**
 * What a film may import, bundled once for the browser. A fixed list: the server never goes looking for others, so a
 * start is fast and the same everywhere, and no project can make it bundle something else.
 */
export const FILM_DEPENDENCIES = [
	"react",
	"react-dom",
	"react-dom/client",
	"react/jsx-runtime",
	"react/jsx-dev-runtime",
	"remotion",
	"@remotion/player",
	"@remotion/captions",
	"@remotion/layout-utils",
	"@remotion/lottie",
	"@remotion/media",
	"@remotion/noise",
	"@remotion/paths",
	"@remotion/shapes",
	"@remotion/three",
	"@remotion/transitions",
	"@remotion/transitions/fade",
	"@remotion/transitions/slide",
	"@remotion/transitions/wipe",
	"@remotion/transitions/flip",
	"@remotion/transitions/clock-wipe",
	"@remotion/transitions/none",
	"@react-three/fiber",
	"d3-geo",
	"d3-scale",
	"d3-shape",
	"lottie-web",
	"three",
	"topojson-client",
	"zod",
	"@storydream/protocol",
	PAGE_MODULE,
];
