import ranges from "@fontsource-variable/noto-sans-sc/unicode.json";
import type { Slices } from "./slices";

/** Chinese (simplified): a film loads only the slices with signs of its texts. */
export const chinese: Slices = {
	ranges,
	files: {
		"[4]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-4-wght-normal.woff2"),
		"[5]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-5-wght-normal.woff2"),
		"[6]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-6-wght-normal.woff2"),
		"[21]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-21-wght-normal.woff2"),
		"[22]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-22-wght-normal.woff2"),
		"[23]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-23-wght-normal.woff2"),
		"[24]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-24-wght-normal.woff2"),
		"[25]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-25-wght-normal.woff2"),
		"[26]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-26-wght-normal.woff2"),
		"[27]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-27-wght-normal.woff2"),
		"[28]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-28-wght-normal.woff2"),
		"[29]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-29-wght-normal.woff2"),
		"[30]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-30-wght-normal.woff2"),
		"[31]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-31-wght-normal.woff2"),
		"[32]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-32-wght-normal.woff2"),
		"[33]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-33-wght-normal.woff2"),
		"[34]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-34-wght-normal.woff2"),
		"[35]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-35-wght-normal.woff2"),
		"[36]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-36-wght-normal.woff2"),
		"[37]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-37-wght-normal.woff2"),
		"[38]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-38-wght-normal.woff2"),
		"[39]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-39-wght-normal.woff2"),
		"[40]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-40-wght-normal.woff2"),
		"[41]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-41-wght-normal.woff2"),
		"[42]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-42-wght-normal.woff2"),
		"[43]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-43-wght-normal.woff2"),
		"[44]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-44-wght-normal.woff2"),
		"[45]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-45-wght-normal.woff2"),
		"[46]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-46-wght-normal.woff2"),
		"[47]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-47-wght-normal.woff2"),
		"[48]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-48-wght-normal.woff2"),
		"[49]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-49-wght-normal.woff2"),
		"[50]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-50-wght-normal.woff2"),
		"[51]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-51-wght-normal.woff2"),
		"[52]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-52-wght-normal.woff2"),
		"[53]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-53-wght-normal.woff2"),
		"[54]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-54-wght-normal.woff2"),
		"[55]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-55-wght-normal.woff2"),
		"[56]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-56-wght-normal.woff2"),
		"[57]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-57-wght-normal.woff2"),
		"[58]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-58-wght-normal.woff2"),
		"[59]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-59-wght-normal.woff2"),
		"[60]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-60-wght-normal.woff2"),
		"[61]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-61-wght-normal.woff2"),
		"[62]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-62-wght-normal.woff2"),
		"[63]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-63-wght-normal.woff2"),
		"[64]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-64-wght-normal.woff2"),
		"[65]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-65-wght-normal.woff2"),
		"[66]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-66-wght-normal.woff2"),
		"[67]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-67-wght-normal.woff2"),
		"[68]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-68-wght-normal.woff2"),
		"[69]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-69-wght-normal.woff2"),
		"[70]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-70-wght-normal.woff2"),
		"[71]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-71-wght-normal.woff2"),
		"[72]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-72-wght-normal.woff2"),
		"[73]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-73-wght-normal.woff2"),
		"[74]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-74-wght-normal.woff2"),
		"[75]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-75-wght-normal.woff2"),
		"[76]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-76-wght-normal.woff2"),
		"[77]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-77-wght-normal.woff2"),
		"[78]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-78-wght-normal.woff2"),
		"[79]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-79-wght-normal.woff2"),
		"[80]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-80-wght-normal.woff2"),
		"[81]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-81-wght-normal.woff2"),
		"[82]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-82-wght-normal.woff2"),
		"[83]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-83-wght-normal.woff2"),
		"[84]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-84-wght-normal.woff2"),
		"[85]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-85-wght-normal.woff2"),
		"[86]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-86-wght-normal.woff2"),
		"[87]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-87-wght-normal.woff2"),
		"[88]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-88-wght-normal.woff2"),
		"[89]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-89-wght-normal.woff2"),
		"[90]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-90-wght-normal.woff2"),
		"[91]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-91-wght-normal.woff2"),
		"[97]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-97-wght-normal.woff2"),
		"[98]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-98-wght-normal.woff2"),
		"[99]": () => import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-99-wght-normal.woff2"),
		"[100]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-100-wght-normal.woff2"),
		"[101]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-101-wght-normal.woff2"),
		"[102]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-102-wght-normal.woff2"),
		"[103]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-103-wght-normal.woff2"),
		"[104]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-104-wght-normal.woff2"),
		"[105]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-105-wght-normal.woff2"),
		"[106]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-106-wght-normal.woff2"),
		"[107]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-107-wght-normal.woff2"),
		"[108]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-108-wght-normal.woff2"),
		"[109]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-109-wght-normal.woff2"),
		"[110]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-110-wght-normal.woff2"),
		"[111]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-111-wght-normal.woff2"),
		"[112]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-112-wght-normal.woff2"),
		"[113]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-113-wght-normal.woff2"),
		"[114]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-114-wght-normal.woff2"),
		"[115]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-115-wght-normal.woff2"),
		"[116]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-116-wght-normal.woff2"),
		"[117]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-117-wght-normal.woff2"),
		"[118]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-118-wght-normal.woff2"),
		"[119]": () =>
			import(/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-sc/files/noto-sans-sc-119-wght-normal.woff2"),
	},
};
