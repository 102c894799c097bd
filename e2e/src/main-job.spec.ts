import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

// As a newcomer meets it: with a sandbox that waits, and with everything that moves.
describeMainJob("on one machine", 6, () => startStudio({ WARM_POOL: "1" }), { reducedMotion: "no-preference" });
