import { memo } from "react";
import { Streamdown } from "streamdown";

/**
 * Markdown as it streams in: what is half written is closed for the moment. No pictures of other servers and no HTML: the
 * text is a model's. Code is shown plainly, so the highlighter, formulas and diagrams stay out of the bundle.
 */
export const Markdown = memo(function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
	return (
		<Streamdown
			className="prose-chat"
			mode={streaming ? "streaming" : "static"}
			controls={false}
			skipHtml
			dir="auto"
			disallowedElements={["img"]}
			components={COMPONENTS}
		>
			{text}
		</Streamdown>
	);
});

interface Block {
	/** The direction that its text is read in. */
	dir?: string;
	children?: React.ReactNode;
}
const Heading = ({ dir, children }: Block) => <h3 dir={dir}>{children}</h3>;
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
	h1: Heading,
	h2: Heading,
	h3: Heading,
	ul: ({ children }: { children?: React.ReactNode }) => <ul>{children}</ul>,
	ol: ({ children }: { children?: React.ReactNode }) => <ol>{children}</ol>,
	li: ({ dir, children }: Block) => <li dir={dir}>{children}</li>,
	strong: ({ children }: { children?: React.ReactNode }) => <strong className="font-semibold">{children}</strong>,
	blockquote: ({ dir, children }: Block) => <blockquote dir={dir}>{children}</blockquote>,
	hr: () => <hr />,
	thead: ({ children }: { children?: React.ReactNode }) => <thead>{children}</thead>,
	tbody: ({ children }: { children?: React.ReactNode }) => <tbody>{children}</tbody>,
	tr: ({ children }: { children?: React.ReactNode }) => <tr>{children}</tr>,
	th: ({ dir, children }: Block) => <th dir={dir}>{children}</th>,
	td: ({ dir, children }: Block) => <td dir={dir}>{children}</td>,
};
