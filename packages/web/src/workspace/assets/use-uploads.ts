import { toStoryDreamError } from "@storydream/protocol";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { meQuery, uploadAsset } from "../../api/index.ts";
import { bytes, newId, toast, useLeaveWarning } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";

interface Upload {
	id: string;
	name: string;
	/** 0 to 1. */
	part: number;
	problem: string | null;
}

/** Files on their way to the studio. Leaving the panel ends those that have not arrived. */
export function useUploads() {
	const { projectId } = useStage();
	const queries = useQueryClient();
	const limit = useQuery(meQuery).data?.limits.assetBytes ?? null;
	const [uploads, setUploads] = useState<Upload[]>([]);
	useLeaveWarning(uploads.some((one) => one.problem === null));
	const controllers = useRef(new Map<string, AbortController>());

	useEffect(() => {
		const running = controllers.current;
		return () => {
			for (const controller of running.values()) controller.abort();
		};
	}, []);

	const patch = (id: string, change: Partial<Upload>) =>
		setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
	const drop = (id: string) => setUploads((all) => all.filter((one) => one.id !== id));

	const send = async (file: File) => {
		if (file.size === 0) {
			toast("problem", `${file.name} is empty.`, "Choose another file. A folder can't be added: choose the files in it.");
			return;
		}
		if (limit !== null && file.size > limit) {
			toast(
				"problem",
				`${file.name} is ${bytes(file.size)}; a file may have ${bytes(limit)}.`,
				"Make it smaller, or cut it, and add it again.",
			);
			return;
		}
		const id = newId();
		const controller = new AbortController();
		controllers.current.set(id, controller);
		setUploads((all) => [...all, { id, name: file.name, part: 0, problem: null }]);
		try {
			await uploadAsset(projectId, file, (part) => patch(id, { part }), controller.signal);
			await queries.invalidateQueries({ queryKey: ["assets", projectId] });
			drop(id);
		} catch (error) {
			const { message, hint } = toStoryDreamError(error);
			patch(id, { problem: `${message} ${hint}` });
		} finally {
			controllers.current.delete(id);
		}
	};

	return {
		uploads,
		upload: (files: readonly File[]) => {
			for (const file of files) void send(file);
		},
		cancel: (id: string) => {
			controllers.current.get(id)?.abort();
			drop(id);
		},
	};
}
