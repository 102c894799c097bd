import { CloudOff, Hourglass, RotateCw, TriangleAlert, Undo2 } from "lucide-react";
import { useSession } from "../../session/index.ts";
import { Bar, Button } from "../../ui/index.ts";
import { useEditor, withSceneNames } from "../storyboard/index.ts";

/** That something done by hand is being saved, in a word. */
export function SaveState() {
	const { status } = useEditor().status;
	const online = useSession((state) => state.connection.status === "open");
	return online && (status === "waiting" || status === "saving") ? <span role="status"> · Saving…</span> : null;
}

/** Why something done by hand is not saved yet, with a way out when it was refused. Breaks into lines, so that all of it is read. */
export function SaveProblem() {
	const { editor, status, catalog } = useEditor();
	const online = useSession((state) => state.connection.status === "open");
	switch (status.status) {
		case "clean":
			return null;
		case "waiting":
		case "saving":
			return online ? null : <Offline />;
		case "offline":
			return online ? <NoAnswer /> : <Offline />;
		case "busy":
			return (
				<Bar icon={Hourglass} wraps>
					Your change is saved when the agent has finished.
				</Bar>
			);
		case "failed":
			return (
				<Bar role="alert" look="danger" icon={TriangleAlert} wraps data-testid="save-problem">
					<p className="min-w-0 flex-1 basis-52 break-words">
						<span className="font-medium">Not saved: {withSceneNames(status.problem?.message ?? "", catalog)}</span>{" "}
						{status.problem?.hint}
					</p>
					<span className="flex gap-2">
						<Button size="small" icon={RotateCw} onClick={() => editor.resume()}>
							Try again
						</Button>
						<Button size="small" icon={Undo2} onClick={() => editor.discard()}>
							Take it back
						</Button>
					</span>
				</Bar>
			);
	}
}

function NoAnswer() {
	const { editor } = useEditor();
	return (
		<Bar icon={Hourglass} wraps data-testid="save-unanswered">
			<p className="min-w-0 flex-1 basis-52">The studio has not answered yet. Your change is kept; it is tried again.</p>
			<Button size="small" icon={RotateCw} onClick={() => editor.resume()}>
				Try again
			</Button>
		</Bar>
	);
}

const Offline = () => (
	<Bar look="danger" icon={CloudOff} wraps data-testid="save-offline">
		<p className="min-w-0 flex-1">Your change is not saved yet: there is no connection. It is kept, and saved when it is back.</p>
	</Bar>
);
