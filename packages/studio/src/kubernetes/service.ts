import type { V1Service } from "@kubernetes/client-node";

/** Where a Service's internal port is reached without a name: `http://…:8081`; null when it has no address of its own. */
export function serviceAddress(service: V1Service | null, portOtherwise: number): string | null {
	const { clusterIP: address, ports = [] } = service?.spec ?? {};
	if (!address || address === "None") return null;
	const port = (ports.find(({ name }) => name === "internal") ?? ports[0])?.port ?? portOtherwise;
	return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}
