import type { Ratio } from "@storydream/protocol";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { newId, toastError } from "../ui/index.ts";
import { loadStudioParts } from "./use-studio-parts.ts";

export interface NewFilm {
	/** Null: an empty project. */
	prompt: string | null;
	ratio: Ratio;
}

/** Makes a project and hands the prompt to its workspace, which sends it. */
export function useNewFilm() {
	const navigate = useNavigate();
	/** The wish that is under way: asked again (a second press, a lost answer), it makes no second project. */
	const wish = useRef<{ text: string; key: string } | null>(null);
	const keyOf = ({ prompt, ratio }: NewFilm) => {
		const text = JSON.stringify([prompt, ratio]);
		if (wish.current?.text !== text) wish.current = { text, key: newId() };
		return wish.current.key;
	};
	/** From a press until its failure, or until this page is left: a button is disabled only with the next drawing. */
	const underWay = useRef(false);
	const [isPending, setPending] = useState(false);
	const make = async (film: NewFilm) => {
		try {
			const key = keyOf(film);
			const { makeFilm } = await loadStudioParts();
			const projectId = await makeFilm(film, key);
			wish.current = null;
			await navigate({ to: "/projects/$projectId", params: { projectId } });
		} catch (error) {
			underWay.current = false;
			setPending(false);
			toastError(error);
		}
	};
	return {
		isPending,
		/** Makes the film, unless one is being made. */
		mutate: (film: NewFilm) => {
			if (underWay.current) return;
			underWay.current = true;
			setPending(true);
			void make(film);
		},
	};
}
