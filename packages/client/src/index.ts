export { exportFilm, sendPrompt, type WaitOptions } from "./complete.ts";
export { type FollowOptions, followProject, type ProjectFollower } from "./follow.ts";
export { createCaller, NoAnswerError, parseAnswer, problemFrom } from "./request.ts";
export { createStudioApi, type StudioApi } from "./rest.ts";
export { EMPTY_TURN, foldEvent, foldEvents, settleTurn, type Turn, type TurnItem } from "./turn.ts";
