import type { V1Container, V1ContainerStatus, V1Pod, V1PodCondition, V1PodSpec, V1PodStatus } from "@kubernetes/client-node";
import type Dockerode from "dockerode";
import { ConfigError, containerOf, type EnvironmentSource, environmentOf, volumeOf } from "./pod-containers.ts";
import { makePodNetwork, type PodNetwork, type WayOut } from "./pod-network.ts";
import { watchProbes } from "./probes.ts";

/** Between two tries of what did not work. */
const RETRY_MS = 300;

export interface PodRunOptions {
	docker: Dockerode;
	/** On everything that is made for this pod, and on nothing else. */
	labels: Record<string, string>;
	ways: WayOut[] | null;
	/** Whether it and other free pods reach each other. */
	free: boolean;
	pids: number;
	/** The node's own address, which its pods' status tells. */
	hostAddress: string;
	find: EnvironmentSource["find"];
	services: EnvironmentSource["services"];
	/** The pod's status has changed. */
	tell(status: V1PodStatus): void;
}

export interface PodRun {
	readonly status: V1PodStatus;
	/** Asks containers to end, kills them after that time, and removes everything that was made. May be asked again. */
	end(graceSeconds: number): Promise<void>;
	/** Kills the containers; the pod stays, as one that failed for this reason. */
	evict(message: string): Promise<void>;
	/** Kills a container, or all that run, as something on the node might. */
	kill(container?: string): Promise<void>;
	/** What a container printed. */
	logs(container: string, tailLines: number | undefined): Promise<string>;
}

interface Running {
	id: string;
	docker: Dockerode.Container;
}

/** Runs a pod as containers that share one network; restarts nothing (`restartPolicy: Never`). */
export function runPod(pod: V1Pod, options: PodRunOptions): PodRun {
	const { docker, labels } = options;
	const spec: V1PodSpec = pod.spec ?? { containers: [] };
	const made = new Map<string, Running>();
	const volumes = new Map<string, string>();
	let network: PodNetwork | undefined;
	let address = "";
	let ending: Promise<void> | null = null;
	let evicted: string | null = null;
	let over = false;
	const isOver = () => over || ending !== null || evicted !== null;
	const blank = (container: V1Container, reason: string): V1ContainerStatus => ({
		name: container.name,
		image: container.image ?? "",
		imageID: "",
		ready: false,
		started: false,
		restartCount: 0,
		state: { waiting: { reason } },
	});
	const inits = spec.initContainers ?? [];
	const initStatuses = inits.map((each) => blank(each, "PodInitializing"));
	const mainStatuses = spec.containers.map((each) => blank(each, inits.length > 0 ? "PodInitializing" : "ContainerCreating"));
	const status: V1PodStatus = {
		phase: "Pending",
		startTime: new Date(),
		hostIP: options.hostAddress,
		hostIPs: [{ ip: options.hostAddress }],
		conditions: [],
		initContainerStatuses: initStatuses,
		containerStatuses: mainStatuses,
	};
	condition("PodScheduled", true);
	for (const type of ["Initialized", "ContainersReady", "Ready"]) condition(type, false);

	function condition(type: string, is: boolean, more: Partial<V1PodCondition> = {}): void {
		const before = status.conditions?.find((each) => each.type === type);
		const said = is ? "True" : "False";
		if (before?.status === said) return;
		const others = (status.conditions ?? []).filter((each) => each !== before);
		status.conditions = [...others, { type, status: said, lastTransitionTime: new Date(), ...more }];
	}

	function tell(): void {
		const ready = status.phase === "Running" && mainStatuses.every((each) => each.ready);
		condition("ContainersReady", ready);
		condition("Ready", ready);
		options.tell(status);
	}

	function setState(of: V1ContainerStatus, state: V1ContainerStatus["state"], more: Partial<V1ContainerStatus> = {}): void {
		Object.assign(of, { ready: false, ...more, state });
		tell();
	}

	function finish(phase: "Succeeded" | "Failed", why: { reason?: string; message?: string } = {}): void {
		over = true;
		Object.assign(status, { phase, ...why });
		tell();
	}

	const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

	/** Waits until the image is there. Null: the pod ended meanwhile. */
	async function imageOf(container: V1Container, of: V1ContainerStatus): Promise<Dockerode.ImageInspectInfo | null> {
		const name = container.image ?? "";
		for (let attempt = 0; !isOver(); attempt++) {
			try {
				return await docker.getImage(name).inspect();
			} catch (error) {
				const never = container.imagePullPolicy === "Never";
				const reason = never ? "ErrImageNeverPull" : attempt === 0 ? "ErrImagePull" : "ImagePullBackOff";
				const message = never
					? `Container image "${name}" is not present with pull policy of Never`
					: attempt === 0
						? `failed to pull and unpack image "${name}": ${error instanceof Error ? error.message : String(error)}`
						: `Back-off pulling image "${name}"`;
				if (of.state?.waiting?.reason !== reason) setState(of, { waiting: { reason, message } });
				await pause(RETRY_MS);
			}
		}
		return null;
	}

	/** The container that has the network, and keeps the volumes between those that use them. */
	async function hold(image: string): Promise<string> {
		const made = await makePodNetwork(docker, labels, options.ways, options.free);
		network = made;
		for (const volume of spec.volumes ?? []) {
			const Name = `${made.name}-${volume.name}`;
			await docker.createVolume({ ...volumeOf(spec, volume), Name, Labels: labels });
			volumes.set(volume.name, Name);
		}
		const holder = await docker.createContainer({
			Image: image,
			Entrypoint: ["node"],
			Cmd: ["-e", "setInterval(() => {}, 1e9)"],
			Hostname: spec.hostname ?? pod.metadata?.name ?? "",
			User: "1000:1000",
			Labels: labels,
			HostConfig: {
				NetworkMode: made.id,
				...namesOf(spec, options.ways !== null),
				Mounts: [...volumes].map(([name, Source]) => ({
					Type: "volume" as const,
					Source,
					Target: `/volumes/${name}`,
					VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: "local", Options: {} } },
				})),
				CapDrop: ["ALL"],
				SecurityOpt: ["no-new-privileges"],
			},
		});
		if (isOver()) return holder.id;
		await holder.start();
		const { NetworkSettings } = await holder.inspect();
		address = Object.values(NetworkSettings.Networks)[0]?.IPAddress ?? "";
		status.podIP = address;
		status.podIPs = [{ ip: address }];
		tell();
		return holder.id;
	}

	/** Null: the pod ended meanwhile, or the container could not be started, which its status says. */
	async function start(container: V1Container, of: V1ContainerStatus, holder: string): Promise<Running | null> {
		const image = await imageOf(container, of);
		if (image === null) return null;
		setState(of, { waiting: { reason: "ContainerCreating" } }, { imageID: image.Id });
		let made: Dockerode.Container | undefined;
		while (made === undefined) {
			if (isOver()) return null;
			try {
				const env = environmentOf(container, { pod, address, find: options.find, services: options.services });
				const body = containerOf(spec, container, { holder, env, volumes, pids: options.pids, imageUser: image.Config.User });
				made = await docker.createContainer({ ...body, Labels: labels });
			} catch (error) {
				if (!(error instanceof ConfigError)) throw error;
				setState(of, { waiting: { reason: "CreateContainerConfigError", message: error.message } });
				await pause(RETRY_MS);
			}
		}
		const running = { id: made.id, docker: made };
		remember(container.name, running);
		if (isOver()) return null;
		try {
			await made.start();
		} catch (error) {
			if (isOver()) return null;
			const at = new Date();
			const message = error instanceof Error ? error.message : String(error);
			setState(of, { terminated: { exitCode: 128, reason: "StartError", message, startedAt: at, finishedAt: at } });
			return null;
		}
		const began = { running: { startedAt: new Date() } };
		setState(of, began, { started: !container.startupProbe, containerID: `docker://${made.id}` });
		return running;
	}

	function remember(name: string, running: Running): void {
		made.set(name, running);
	}

	/** @returns its exit code */
	async function untilEnd(of: V1ContainerStatus, running: Running): Promise<number> {
		await running.docker.wait();
		const { State } = await running.docker.inspect();
		const reason = State.OOMKilled ? "OOMKilled" : State.ExitCode === 0 ? "Completed" : "Error";
		const [startedAt, finishedAt] = [new Date(State.StartedAt), new Date(State.FinishedAt)];
		setState(of, { terminated: { exitCode: State.ExitCode, reason, startedAt, finishedAt } }, { started: false });
		return State.ExitCode;
	}

	async function live(): Promise<void> {
		tell();
		const first = inits[0] ?? spec.containers[0];
		const firstStatus = initStatuses[0] ?? mainStatuses[0];
		if (!first || !firstStatus || (await imageOf(first, firstStatus)) === null) return;
		const holder = await hold(first.image ?? "");
		for (const [index, container] of inits.entries()) {
			const of = initStatuses[index];
			if (!of || isOver()) return;
			const running = await start(container, of, holder);
			if (running === null) return isOver() ? undefined : finish("Failed");
			if ((await untilEnd(of, running)) !== 0) return isOver() ? undefined : finish("Failed");
			of.ready = true;
		}
		if (isOver()) return;
		condition("Initialized", true);
		await Promise.all(spec.containers.map((container, index) => liveOf(container, mainStatuses[index], holder)));
		if (isOver()) return;
		finish(mainStatuses.every((each) => each.state?.terminated?.exitCode === 0) ? "Succeeded" : "Failed");
	}

	async function liveOf(container: V1Container, of: V1ContainerStatus | undefined, holder: string): Promise<void> {
		const running = of && (await start(container, of, holder));
		if (!of || !running) return;
		status.phase = "Running";
		tell();
		await Promise.all([untilEnd(of, running), watchHealth(container, of, running)]);
	}

	function watchHealth(container: V1Container, of: V1ContainerStatus, running: Running): Promise<void> {
		return watchProbes({
			container,
			address,
			runs: () => !isOver() && of.state?.running !== undefined,
			onStarted() {
				of.started = true;
				tell();
			},
			onReady(ready) {
				of.ready = ready;
				tell();
			},
			async onStuck() {
				// One that has ended meanwhile is what is wanted.
				await running.docker.kill().catch(unlessGone);
			},
		});
	}

	const life = live().catch((error: unknown) => {
		if (!isOver()) finish("Failed", { reason: "NodeError", message: error instanceof Error ? error.message : String(error) });
	});

	async function stopAll(graceSeconds: number): Promise<void> {
		await Promise.all(
			[...made.values()].map(async (each) => {
				try {
					await (graceSeconds > 0 ? each.docker.stop({ t: graceSeconds }) : each.docker.kill());
				} catch (error) {
					// It has ended already, or was never started.
					if (![304, 404, 409].includes(codeOf(error))) throw error;
				}
			}),
		);
	}

	async function removeAll(graceSeconds: number): Promise<void> {
		await stopAll(graceSeconds);
		await life;
		// What was started while the others were being stopped.
		await stopAll(0);
		const filters = { label: Object.entries(labels).map(([key, value]) => `${key}=${value}`) };
		for (const { Id } of await docker.listContainers({ all: true, filters })) {
			await docker.getContainer(Id).remove({ force: true, v: true }).catch(unlessGone);
		}
		for (const { Name } of (await docker.listVolumes({ filters })).Volumes)
			await docker.getVolume(Name).remove().catch(unlessGone);
		await network?.remove();
	}

	return {
		status,
		end(graceSeconds) {
			// Once more with less time: who still runs is killed, and the first end goes on.
			if (ending) return graceSeconds === 0 ? stopAll(0).then(() => ending ?? undefined) : ending;
			ending = Promise.resolve().then(() => removeAll(graceSeconds));
			return ending;
		},
		async evict(message) {
			if (isOver()) return;
			evicted = message;
			await stopAll(0);
			await life;
			condition("DisruptionTarget", true, { reason: "TerminationByKubelet", message });
			finish("Failed", { reason: "Evicted", message });
		},
		async kill(container) {
			const chosen = container === undefined ? [...made.values()] : [made.get(container)];
			await Promise.all(chosen.map((each) => each?.docker.kill().catch(unlessGone)));
		},
		async logs(container, tailLines) {
			const found = made.get(container);
			if (!found) return "";
			const raw = await found.docker.logs({ stdout: true, stderr: true, follow: false, tail: tailLines ?? 10_000 });
			return printed(raw);
		},
	};
}

/** How a pod's names are resolved. A closed pod that leaves it to the cluster finds no resolver: none is in its network. */
function namesOf({ dnsPolicy, dnsConfig = {} }: V1PodSpec, closed: boolean): Dockerode.HostConfig {
	if (dnsPolicy !== "None") return { Dns: closed ? ["127.0.0.1"] : [] };
	const { nameservers = [], searches = [], options = [] } = dnsConfig;
	return {
		Dns: nameservers,
		// A dot: none, not the host's.
		DnsSearch: searches.length === 0 ? ["."] : searches,
		DnsOptions: options.map(({ name, value }) => (value === undefined ? `${name}` : `${name}:${value}`)),
	};
}

/** An engine sends pieces, each with eight bytes before it that tell where it came from and how long it is. */
function printed(raw: Buffer): string {
	const pieces: Buffer[] = [];
	for (let at = 0; at + 8 <= raw.length; ) {
		const length = raw.readUInt32BE(at + 4);
		pieces.push(raw.subarray(at + 8, at + 8 + length));
		at += 8 + length;
	}
	return Buffer.concat(pieces).toString();
}

function codeOf(error: unknown): number {
	return typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 0;
}

function unlessGone(error: unknown): void {
	if (![404, 409].includes(codeOf(error))) throw error;
}
