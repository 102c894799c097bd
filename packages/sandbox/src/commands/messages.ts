import { z } from "zod";

/** What a command's sandbox is made of: where it may write and read. It never reaches a network. */
export const Walls = z.object({
	allowWrite: z.array(z.string()),
	denyWrite: z.array(z.string()),
	denyRead: z.array(z.string()),
	allowRead: z.array(z.string()),
	/** Whether it gets a list of processes of its own; else it sees those of the sandbox around it, and none of the machine's. */
	ownProcesses: z.boolean(),
});
export type Walls = z.infer<typeof Walls>;

/** From the host to the runner. */
export const ToRunner = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("run"),
		id: z.string(),
		command: z.string(),
		deadlineMs: z.number().positive(),
		/** All of the command's environment. */
		environment: z.record(z.string(), z.string()),
		/** Null in a container, which holds commands by itself. */
		walls: Walls.nullable(),
	}),
	z.object({ type: z.literal("stop"), id: z.string() }),
]);
export type ToRunner = z.infer<typeof ToRunner>;
export type RunMessage = Extract<ToRunner, { type: "run" }>;

/** From the runner to the host: exactly one for each `run`. */
export const FromRunner = z.discriminatedUnion("type", [
	z.object({
		type: z.literal("ended"),
		id: z.string(),
		/** `timeout` and `stopped`: ended by us. */
		how: z.enum(["exited", "timeout", "stopped"]),
		/** Null when a signal ended it. */
		exitCode: z.number().int().nullable(),
		signal: z.string().nullable(),
		output: z.string(),
		ms: z.number(),
	}),
	/** It was not started at all. */
	z.object({ type: z.literal("refused"), id: z.string(), reason: z.string() }),
]);
export type FromRunner = z.infer<typeof FromRunner>;
