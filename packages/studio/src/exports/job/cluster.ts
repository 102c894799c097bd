import type { V1Job } from "@kubernetes/client-node";

/** How a Job is, as far as it matters here. */
export interface JobStatus {
	/** Being deleted. */
	deleting: boolean;
	/** Null: not known. */
	createdAt: Date | null;
	active: number;
	failed: number;
	conditions: { type: string; status: string; reason: string; message: string }[];
}

/** A pod of a Job. */
export interface JobPod {
	name: string;
	createdAt: Date | null;
	phase: string;
	reason: string;
	message: string;
	conditions: { type: string; status: string; reason: string; message: string }[];
	/** Of its one container: why it waits, or how it ended. */
	waiting: { reason: string; message: string } | null;
	terminated: { reason: string; message: string; exitCode: number } | null;
}

/** What exports ask of a cluster. Every call has a deadline, and may be repeated. */
export interface JobCluster {
	/** Throws in words when nothing would close the network of a job. */
	checkClosed(): Promise<void>;
	/** Null when there is none. */
	read(name: string): Promise<JobStatus | null>;
	pods(name: string): Promise<JobPod[]>;
	/** Makes the Job and its Secret, which goes when the Job goes; fine when they are there. */
	create(job: V1Job, secret: Record<string, string>): Promise<void>;
	/** Ends the Job with its pods and Secret; fine when it is not there. */
	remove(name: string): Promise<void>;
	/** The studio's internal port as pods reach it, such as `http://10.96.0.17:8081`. */
	studioUrl(): Promise<string>;
}
