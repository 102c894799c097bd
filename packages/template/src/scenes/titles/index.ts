import { chapterMark } from "./ChapterMark";
import { logo } from "./Logo";
import { title } from "./Title";

export const titles = { Title: title, ChapterMark: chapterMark, Logo: logo };
