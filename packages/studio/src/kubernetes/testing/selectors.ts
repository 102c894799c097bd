import { type KubernetesObject, Refusal } from "./objects.ts";

/** A label selector as it is written in an address, such as `a=b,c!=d,e in (x,y),f,!g`. Throws a 400 for what is none. */
export function matchesLabels(selector: string, labels: Record<string, string>): boolean {
	return selector
		.split(/,(?![^(]*\))/)
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.every((part) => {
			const set = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
			if (set) {
				const [, key = "", operator, list = ""] = set;
				const inside = list.split(",").some((value) => value.trim() === labels[key]);
				return operator === "in" ? inside : !inside;
			}
			const equality = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(part);
			if (equality) {
				const [, key = "", operator, value] = equality;
				return operator === "!=" ? labels[key] !== value : labels[key] === value;
			}
			const presence = /^(!?)([\w./-]+)$/.exec(part);
			if (!presence) throw new Refusal(400, "BadRequest", `unable to parse requirement: ${part}`);
			return (presence[1] === "!") !== Object.hasOwn(labels, presence[2] ?? "");
		});
}

/** A selector as it stands in an object's spec. */
export function matchesSelector(
	selector: { matchLabels?: Record<string, string>; matchExpressions?: { key: string; operator: string; values?: string[] }[] },
	labels: Record<string, string>,
): boolean {
	const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
	return (
		equal &&
		(selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
			const value = labels[key];
			if (operator === "In") return value !== undefined && values.includes(value);
			if (operator === "NotIn") return value === undefined || !values.includes(value);
			return operator === "Exists" ? value !== undefined : value === undefined;
		})
	);
}

/** A field selector, such as `metadata.name=a,status.phase!=Running`. */
export function matchesFields(selector: string, object: KubernetesObject): boolean {
	return selector
		.split(",")
		.filter((part) => part !== "")
		.every((part) => {
			const found = /^([\w.]+)(!=|==?)(.*)$/.exec(part);
			if (!found) throw new Refusal(400, "BadRequest", `invalid field selector: ${part}`);
			const [, path = "", operator, wanted] = found;
			const value = path.split(".").reduce<unknown>((at, key) => {
				return typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
			}, object);
			return (String(value ?? "") === wanted) === (operator !== "!=");
		});
}
