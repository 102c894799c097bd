import { credits } from "./Credits";
import { rating } from "./Rating";
import { team } from "./Team";
import { testimonial } from "./Testimonial";

export const people = { Testimonial: testimonial, Rating: rating, Team: team, Credits: credits };
