/** A sandbox that runs and never listens. */
setInterval(() => undefined, 1_000);
