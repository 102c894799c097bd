import { useEditor } from "../storyboard/index.ts";

/** Whether what was done by hand is kept, in a few words; with a way out when it was refused. */
export function SaveState() {
	const { editor, status } = useEditor();
	switch (status.status) {
		case "clean":
			return null;
		case "waiting":
		case "saving":
			return <span role="status"> · Saving…</span>;
		case "offline":
			return (
				<span role="status" className="text-danger" data-testid="save-offline">
					{" "}
					· Not saved yet: there is no connection. It is saved when it is back.
				</span>
			);
		case "busy":
			return (
				<span role="status" className="text-accent">
					{" "}
					· Your change is saved when the agent has finished.
				</span>
			);
		case "failed":
			return (
				<span role="alert" className="text-danger" data-testid="save-problem">
					{" "}
					· Not saved: {status.problem?.message} {status.problem?.hint}{" "}
					<button type="button" className="underline underline-offset-2" onClick={() => editor.resume()}>
						Try again
					</button>{" "}
					<button type="button" className="underline underline-offset-2" onClick={() => editor.discard()}>
						Take it back
					</button>
				</span>
			);
	}
}
