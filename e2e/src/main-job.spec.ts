import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

describeMainJob("on one machine", 6, () => startStudio());
