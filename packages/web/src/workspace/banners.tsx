import { CloudOff, FileWarning, Moon, ShieldAlert, Sparkles, Wifi } from "lucide-react";
import { useEffect, useState } from "react";
import { useSession, useSessionActions } from "../session/index.ts";
import { Bar, Button, toast, useClock } from "../ui/index.ts";

const BACK_SHOWN_MS = 3000;
/** Only hands make these. */
const PERSON_EVENTS = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

/** Connection lost, and found again. */
export function ConnectionBanner() {
	const connection = useSession((state) => state.connection);
	const reconnects = useSession((state) => state.reconnects);
	const { reconnect } = useSessionActions();
	const [back, setBack] = useState(false);
	const lost = connection.status === "waiting" || (connection.status === "connecting" && connection.attempt > 0);

	useEffect(() => {
		if (reconnects === 0) return;
		setBack(true);
		const timer = window.setTimeout(() => setBack(false), BACK_SHOWN_MS);
		return () => window.clearTimeout(timer);
	}, [reconnects]);

	if (lost) {
		return (
			<Bar role="alert" look="danger" icon={CloudOff} data-testid="connection-banner" data-state="lost">
				<span className="flex-1">No connection, trying again. Messages and edits are kept, and sent when it is back.</span>
				<Button size="small" onClick={reconnect} disabled={connection.status === "connecting"}>
					Try now
				</Button>
			</Bar>
		);
	}
	if (!back) return null;
	return (
		<Bar look="good" icon={Wifi} data-testid="connection-banner" data-state="back">
			Back again. Nothing was lost.
		</Bar>
	);
}

/**
 * The session is about to be put away; whatever a person does on this page keeps it. What the film's frame sends, or a focus
 * that moves there, is no sign of a person: foreign code can do both.
 */
export function IdleBanner() {
	const endsAt = useSession((state) => (state.session.status === "ready" ? state.session.idleEndsAt : null));
	const { keep } = useSessionActions();
	const now = useClock(endsAt !== null, 1_000);

	useEffect(() => {
		if (endsAt === null) return;
		const used = (event: Event) => event.isTrusted && keep();
		for (const type of PERSON_EVENTS) window.addEventListener(type, used);
		return () => {
			for (const type of PERSON_EVENTS) window.removeEventListener(type, used);
		};
	}, [endsAt, keep]);

	if (endsAt === null) return null;
	return (
		<Bar icon={Moon} data-testid="idle-banner">
			<span className="flex-1">
				Nobody has used this project for a while: it is put away {idleWords(endsAt - now)}. Its versions are kept.
			</span>
			<Button size="small" onClick={keep}>
				Keep it open
			</Button>
		</Bar>
	);
}

/** "in 2 minutes", "in 40 seconds", "now"; seconds in tens, so that it does not tick. */
function idleWords(leftMs: number): string {
	if (leftMs <= 0) return "now";
	if (leftMs > 90_000) return `in ${Math.round(leftMs / 60_000)} minutes`;
	return leftMs > 50_000 ? "in a minute" : `in ${Math.max(10, Math.ceil(leftMs / 10_000) * 10)} seconds`;
}

/** Who answers, and with which limits, in this session. */
export function SessionNotes() {
	const demo = useSession((state) => state.session.status === "ready" && state.session.model.demo);
	const restricted = useSession((state) => (state.session.status === "ready" ? state.session.restricted : null));
	if (!demo && !restricted) return null;
	return (
		<div className="space-y-1 border-line border-b px-3 py-2 text-xs lg:px-4">
			{demo && (
				<p data-testid="demo-banner" className="flex gap-2 text-muted">
					<Sparkles size={13} className="mt-0.5 shrink-0 text-accent" aria-hidden />
					<span>
						The <span className="font-medium text-ink">demo model</span> answers here: it knows a fixed set of wishes.
					</span>
				</p>
			)}
			{restricted && (
				<p data-testid="restricted-banner" className="flex gap-2 text-muted">
					<ShieldAlert size={13} className="mt-0.5 shrink-0 text-accent" aria-hidden />
					<span>
						<span className="font-medium text-ink">The agent runs restricted.</span> {restricted}
					</span>
				</p>
			)}
		</div>
	);
}

/** What the studio reported of the whole project, until it is closed. */
export function SessionNotices() {
	const notices = useSession((state) => state.notices);
	const [closed, setClosed] = useState(0);
	return notices
		.filter(({ number }) => number > closed)
		.map(({ number, text }) => (
			<Bar key={number} role="status" icon={FileWarning} data-testid="session-notice">
				<span className="min-w-0 flex-1 break-words">{text}</span>
				<Button size="small" onClick={() => setClosed(number)}>
					Close
				</Button>
			</Bar>
		));
}

/** Shows each trouble of the session once. */
export function Troubles() {
	const troubles = useSession((state) => state.troubles);
	const [shown, setShown] = useState(0);
	useEffect(() => {
		const fresh = troubles.filter((trouble) => trouble.number > shown);
		for (const trouble of fresh) toast("problem", trouble.message, trouble.hint);
		const newest = fresh.at(-1);
		if (newest) setShown(newest.number);
	}, [troubles, shown]);
	return null;
}
