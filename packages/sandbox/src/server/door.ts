import { type Handover, type Holder, StoryDreamError } from "@storydream/protocol";
import { createAuthorizer, isSame } from "./auth.ts";

/** Who may ask what of a sandbox. */
export interface Door {
	/** Whether this header opens what the sandbox offers: that of a sandbox which is nobody's opens nothing. */
	opens(header: string | undefined): boolean;
	/** How a sandbox is handed over that was started before anybody knew whose it would be; null where that was known. */
	readonly handover: HandoverDoor | null;
}

export interface HandoverDoor {
	/** Whether this header carries the handover token. */
	opens(header: string | undefined): boolean;
	holder(): Holder;
	/** Takes who this sandbox is from now on. Throws `conflict` when it is somebody else already. */
	accept(handover: Handover): void;
}

/** The door of a sandbox that knows from its start who it is. */
export function createDoor(token: string): Door {
	return { opens: createAuthorizer(token), handover: null };
}

/**
 * The door of a sandbox that is nobody's yet. Until it is handed over, no token opens anything else; from then on its own
 * token does, and the handover token tells no more than whose it is.
 * @param onAccepted called once
 */
export function createUnclaimedDoor(handoverToken: string, onAccepted: (handover: Handover) => void): Door {
	const opensHandover = createAuthorizer(handoverToken);
	let accepted: { handover: Handover; opens: Door["opens"] } | null = null;
	return {
		opens: (header) => accepted?.opens(header) ?? false,
		handover: {
			opens: opensHandover,
			holder: () => ({ name: accepted?.handover.name ?? null, incarnation: accepted?.handover.incarnation ?? null }),
			accept(handover) {
				if (accepted === null) {
					accepted = { handover, opens: createAuthorizer(handover.token) };
					onAccepted(handover);
				} else if (!isSame(wordsOf(accepted.handover), wordsOf(handover))) {
					throw new StoryDreamError("conflict", "This sandbox has been handed over to somebody else.", {
						hint: "Claim another one.",
					});
				}
			},
		},
	};
}

function wordsOf({ name, incarnation, token, gatewayToken, model }: Handover): string {
	return JSON.stringify([name, incarnation, token, gatewayToken, model ?? null]);
}
