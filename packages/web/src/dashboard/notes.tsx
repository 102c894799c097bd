import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { meQuery } from "../api/index.ts";

/** Says plainly who answers, and what agents may not do on this machine. */
export function Notes() {
	const { data: me } = useQuery(meQuery);
	if (!me || (!me.model.demo && !me.restricted)) return null;
	return (
		<div className="space-y-2">
			{me.model.demo && (
				<Note testid="demo-banner" icon={<Sparkles size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden />}>
					<span className="font-medium">The demo model answers.</span>{" "}
					<span className="text-muted">
						It makes real films from templates, at no cost, but does not understand everything.{" "}
						{me.model.hint ?? "Set ANTHROPIC_API_KEY and start the studio again to work with Claude."}
					</span>
				</Note>
			)}
			{me.restricted && (
				<Note testid="restricted-banner" icon={<ShieldAlert size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden />}>
					<span className="font-medium">Agents run restricted.</span> <span className="text-muted">{me.restricted}</span>
				</Note>
			)}
		</div>
	);
}

const Note = ({ testid, icon, children }: { testid: string; icon: ReactNode; children: ReactNode }) => (
	<div data-testid={testid} role="note" className="flex gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-ui">
		{icon}
		<p>{children}</p>
	</div>
);
