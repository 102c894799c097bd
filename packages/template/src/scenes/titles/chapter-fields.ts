import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";

export const chapterSchema = z.strictObject({
	title: line("Title", "Of the chapter"),
	number: line("Number", "Of the chapter, as it is to be read: 2, 02, Part two").optional(),
	note: prose("Note", "A sentence below the title").optional(),
	...commonFields,
});
export type ChapterProps = z.infer<typeof chapterSchema>;
