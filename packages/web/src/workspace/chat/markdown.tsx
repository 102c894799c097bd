import { memo } from "react";
import { Streamdown } from "streamdown";

/**
 * Markdown as it streams in: what is half written is closed for the moment. No pictures from elsewhere and no HTML: the
 * text is a model's. Code is shown plainly, so the highlighter, formulas and diagrams stay out of the bundle.
 */
export const Markdown = memo(function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
	return (
		<Streamdown
			className="prose-chat"
			mode={streaming ? "streaming" : "static"}
			controls={false}
			skipHtml
			disallowedElements={["img"]}
			components={COMPONENTS}
		>
			{text}
		</Streamdown>
	);
});

const COMPONENTS = {
	a: ({ href, children }: { href?: unknown; children?: React.ReactNode }) => (
		<a href={typeof href === "string" && /^https?:/.test(href) ? href : undefined} target="_blank" rel="noreferrer noopener">
			{children}
		</a>
	),
	pre: ({ children }: { children?: React.ReactNode }) => <pre>{children}</pre>,
	code: ({ children }: { children?: React.ReactNode }) => <code>{children}</code>,
	inlineCode: ({ children }: { children?: React.ReactNode }) => <code>{children}</code>,
	table: ({ children }: { children?: React.ReactNode }) => (
		<div className="overflow-x-auto">
			<table>{children}</table>
		</div>
	),
	h1: ({ children }: { children?: React.ReactNode }) => <h3>{children}</h3>,
	h2: ({ children }: { children?: React.ReactNode }) => <h3>{children}</h3>,
	h3: ({ children }: { children?: React.ReactNode }) => <h3>{children}</h3>,
	ul: ({ children }: { children?: React.ReactNode }) => <ul>{children}</ul>,
	ol: ({ children }: { children?: React.ReactNode }) => <ol>{children}</ol>,
	li: ({ children }: { children?: React.ReactNode }) => <li>{children}</li>,
	strong: ({ children }: { children?: React.ReactNode }) => <strong className="font-semibold">{children}</strong>,
	blockquote: ({ children }: { children?: React.ReactNode }) => <blockquote>{children}</blockquote>,
	hr: () => <hr />,
	thead: ({ children }: { children?: React.ReactNode }) => <thead>{children}</thead>,
	tbody: ({ children }: { children?: React.ReactNode }) => <tbody>{children}</tbody>,
	tr: ({ children }: { children?: React.ReactNode }) => <tr>{children}</tr>,
	th: ({ children }: { children?: React.ReactNode }) => <th>{children}</th>,
	td: ({ children }: { children?: React.ReactNode }) => <td>{children}</td>,
};
