import { useEffect, useLayoutEffect, useState } from "react";
import { cancelRender, getRemotionEnvironment, useDelayRender } from "remotion";

/** Data that few films need: read when a scene first asks for it, once for the whole film. */
export type LazyData<Data> = {
	/** Reads it; a failure is tried again by the next one who asks. */
	load: () => Promise<Data>;
	/** What is there already; null before. */
	now: () => Data | null;
	/** What a render waits for, for people: "Reading the map data". */
	label: string;
};

export const lazyData = <Data>(label: string, read: () => Promise<Data>): LazyData<Data> => {
	let loading: Promise<Data> | null = null;
	let loaded: Data | null = null;
	const begin = async (): Promise<Data> => {
		try {
			loaded = await read();
			return loaded;
		} finally {
			loading = null;
		}
	};
	return {
		label,
		now: () => loaded,
		load: async () => {
			if (loaded !== null) return loaded;
			loading ??= begin();
			return loading;
		},
	};
};

/** The data, null while it is being read. A render waits for it; one that can't be read is the film's error. */
export const useLazyData = <Data>(lazy: LazyData<Data>): Data | null => {
	const { delayRender, continueRender } = useDelayRender();
	const [data, setData] = useState<Data | null>(lazy.now);
	const [handle] = useState(() => (data === null ? delayRender(lazy.label) : null));
	const [failure, setFailure] = useState<Error | null>(null);
	useEffect(() => {
		if (handle === null) return;
		let current = true;
		lazy.load().then(
			(read) => current && setData(read),
			(error: unknown) => {
				const failed = error instanceof Error ? error : new Error(String(error));
				if (getRemotionEnvironment().isRendering) cancelRender(failed);
				if (current) setFailure(failed);
			},
		);
		return () => {
			current = false;
			// A scene that is gone keeps no frame waiting.
			continueRender(handle);
		};
	}, [handle, continueRender, lazy]);
	useLayoutEffect(() => {
		if (data !== null && handle !== null) continueRender(handle);
	}, [data, handle, continueRender]);
	if (failure) throw failure;
	return data;
};
