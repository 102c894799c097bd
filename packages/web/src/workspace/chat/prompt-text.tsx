import { useState } from "react";
import { Button, count } from "../../ui/index.ts";
import { shortPrompt } from "./short-prompt.ts";

/** What a person wrote. A long text shows its beginning, and all of it on request. */
export function PromptText({ text }: { text: string }) {
	const [open, setOpen] = useState(false);
	const short = shortPrompt(text);
	return (
		<>
			<p dir="auto" className="whitespace-pre-wrap break-words">
				{open || short === null ? text : `${short}…`}
			</p>
			{short !== null && (
				<Button size="small" className="mt-2" aria-expanded={open} onClick={() => setOpen(!open)}>
					{open ? "Show less" : `Show all (${count(text.split(/\s+/).length)} words)`}
				</Button>
			)}
		</>
	);
}
