/** A preview key as sessions make it: lower-case letters and digits, long enough to be unguessable. */
const KEY = /^[a-z0-9]{20,40}$/;

/** Name of a `Host` header without its port, lower-case; null for anything that is not a host. */
export function hostName(header: string | undefined): string | null {
	if (!header) return null;
	const match = /^(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(?::\d{1,5})?$/.exec(header);
	return match?.[1] ? match[1].toLowerCase() : null;
}

/**
 * The preview a request is for, from its `Host` header alone: `not-a-preview` when the host is not below the previews'
 * domain, null when it is but names no possible key.
 */
export function previewKeyOf(header: string | undefined, domain: string): string | null | "not-a-preview" {
	const host = hostName(header);
	if (host === null || !host.endsWith(`.${domain}`)) return "not-a-preview";
	const label = host.slice(0, -domain.length - 1);
	return KEY.test(label) ? label : null;
}
