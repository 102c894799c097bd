export { endToEndHeaders } from "./headers.ts";
export { type RelayDeadlines, type RelayOutcome, type RelayTarget, relayRequest } from "./request.ts";
export { isWebSocketUpgrade, relayUpgrade, type UpgradeOutcome } from "./upgrade.ts";
