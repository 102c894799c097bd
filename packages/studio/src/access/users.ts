import { StoryDreamError } from "@storydream/protocol";

/** Who is asking. There is no sign-in yet: everybody who reaches the studio is the same person. */
export interface User {
	id: string;
	name: string;
}

const ANONYMOUS: User = { id: "anonymous", name: "You" };

/** The user of a request. The one place that a sign-in will change. */
export function whoIs(_request: { headers: Record<string, string | string[] | undefined> }): User {
	return ANONYMOUS;
}

/** Whether a user may see and change a project. */
export function mayUse(user: User, project: { userId: string }): boolean {
	return project.userId === user.id;
}

/** Throws `project_not_found` for what is not this user's, so that nobody learns which ids exist. */
export function assertMayUse<T extends { userId: string }>(user: User, project: T | null): T {
	if (project === null || !mayUse(user, project)) throw new StoryDreamError("project_not_found", "There is no such project.");
	return project;
}
