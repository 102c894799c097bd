import { expect, test } from "vitest";
import { isShownWhole, isShownWholeBeside } from "./whole-picture";

const WIDE = { width: 1920, height: 1080 };
const TALL = { width: 1080, height: 1920 };
const photo = { width: 1600, height: 900, transparent: false };

test.each([
	["a photo of the film's shape", "assets/photo.jpg", photo, WIDE, false],
	["a photo of 4:3", "assets/photo.jpg", { ...photo, height: 1200 }, WIDE, false],
	["a wide banner", "assets/banner.png", { width: 1000, height: 200, transparent: false }, WIDE, true],
	["a tall screenshot", "assets/phone.png", { width: 1080, height: 2400, transparent: false }, WIDE, true],
	["a wide photo in a vertical film", "assets/photo.jpg", photo, TALL, true],
	["a transparent picture", "assets/bottle.png", { ...photo, transparent: true }, WIDE, true],
	["a picture called logo", "assets/acme-logo.jpg", photo, WIDE, true],
	["one called logo in camel case", "assets/AcmeLogo2.jpg", photo, WIDE, true],
	["a logo that is not loaded yet", "assets/logo.svg", null, WIDE, true],
	["a photo that is not loaded yet", "assets/photo.jpg", null, WIDE, false],
	["a word that only holds one", "assets/silicon-market-icons.jpg", photo, WIDE, false],
	["a picture without a size", "assets/x.svg", { width: 0, height: 0, transparent: false }, WIDE, false],
])("%s: shown whole is %4$s", (_what, src, facts, place, whole) => expect(isShownWhole(src, facts, place)).toBe(whole));

test.each([
	["a photo in a part of another shape", "assets/photo.jpg", photo, false],
	["an upright photo", "assets/photo.jpg", { width: 900, height: 1600, transparent: false }, false],
	["a wordmark", "assets/name.png", { width: 1200, height: 300, transparent: false }, true],
	["a transparent picture", "assets/bottle.png", { ...photo, transparent: true }, true],
	["a logo", "assets/logo.png", photo, true],
	["a photo that is not loaded yet", "assets/photo.jpg", null, false],
])("beside words, %s of %s with %j is shown whole: %s", (_what, src, facts, whole) =>
	expect(isShownWholeBeside(src, facts)).toBe(whole),
);
