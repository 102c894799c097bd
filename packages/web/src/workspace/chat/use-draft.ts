import { type Dispatch, type SetStateAction, useEffect, useState } from "react";

const keyOf = (projectId: string) => `storydream:draft:${projectId}`;

/** What is being written, kept over a reload. */
export function useDraft(projectId: string): [string, Dispatch<SetStateAction<string>>] {
	const [text, setText] = useState(() => {
		try {
			return sessionStorage.getItem(keyOf(projectId)) ?? "";
		} catch {
			// Storage is closed: drafts then live as long as the page.
			return "";
		}
	});
	useEffect(() => {
		try {
			if (text) sessionStorage.setItem(keyOf(projectId), text);
			else sessionStorage.removeItem(keyOf(projectId));
		} catch {
			// As above.
		}
	}, [projectId, text]);
	return [text, setText];
}
