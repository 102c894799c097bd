/** A kind of sandbox the questions are asked of, with what the studio needs to be told. */
export interface BenchDriver {
	name: string;
	environment: Record<string, string>;
	/** The figures of an earlier system, or of this kind of sandbox, in ms. */
	goals: { coldReady: number; coldPainted: number; warmReady: number; warmPainted: number };
}

/** Kinds that this machine can run: containers where STORYDREAM_TEST_DOCKER names an engine that has the sandbox's image. */
export function benchDrivers(): BenchDriver[] {
	const drivers: BenchDriver[] = [
		{ name: "process", environment: {}, goals: { coldReady: 1000, coldPainted: 1600, warmReady: 300, warmPainted: 800 } },
	];
	const socket = process.env.STORYDREAM_TEST_DOCKER;
	if (socket) {
		drivers.push({
			name: "Docker",
			environment: { DRIVER: "docker", DOCKER_HOST: `unix://${socket}` },
			goals: { coldReady: 1200, coldPainted: 1600, warmReady: 300, warmPainted: 800 },
		});
	} else console.error("no Docker engine: STORYDREAM_TEST_DOCKER does not name one, so containers are not measured");
	return drivers;
}
