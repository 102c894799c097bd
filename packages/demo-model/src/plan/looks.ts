/**
 * The art directions of the template, which the demo model's films are drawn with. They are data that Node reads as it is,
 * and with its music (`music.ts`) the one thing that the demo model takes from the template's folder.
 */
export { chooseLook, looks } from "../../../template/src/looks/index.ts";
