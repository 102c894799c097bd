import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

// As a newcomer meets it: with a sandbox that waits, and with everything that moves.
describeMainJob("on one machine", () => startStudio({ WARM_POOL: "1" }), {
	seconds: 6,
	exportsAgain: true,
	person: { reducedMotion: "no-preference" },
});
