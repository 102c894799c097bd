export { block, clap, cymbal, hat, kick, openHat, shaker, snap, snare, swell, tom } from "./drums.ts";
export type { Instrument, Sound } from "./instrument.ts";
export { bell, glockenspiel, marimba, piano, tines } from "./keys.ts";
export { bass, guitar, pad, pizzicato, pluck, spiccato, strings, ukulele } from "./strings.ts";
export { arp, lead, sawBass, sub, superSaw } from "./synths.ts";
