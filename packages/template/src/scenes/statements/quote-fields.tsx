import type { CSSProperties } from "react";
import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import type { SceneLook } from "../../design/scene";
import { Text } from "../../design/Text";
import { Rule } from "../parts/Rule";

export const quoteSchema = z.strictObject({
	quote: prose("Quote", "The words, without quotation marks"),
	author: line("Author", "Who said it").optional(),
	role: line("Role", "What they are").optional(),
	...commonFields,
});
export type QuoteProps = z.infer<typeof quoteSchema>;

/** Room for author and role, px. */
export const authorHeight = ({ u }: SceneLook, { author, role }: QuoteProps): number =>
	author || role ? (author ? u(62) : 0) + (role ? u(58) : 0) + u(64) : 0;

/** Who said it, below a rule that draws itself. */
export const AuthorLines = ({
	scene,
	props,
	width,
	colors,
	align = "left",
	style,
}: {
	scene: SceneLook;
	props: QuoteProps;
	width: number;
	colors: { ink: string; quiet: string; signal: string };
	align?: "left" | "center";
	style?: CSSProperties;
}) => {
	const { u, by, voices, form } = scene;
	const { author, role } = props;
	if (!author && !role) return null;
	return (
		<div
			style={{
				alignSelf: "stretch",
				display: "flex",
				flexDirection: "column",
				alignItems: align === "center" ? "center" : "flex-start",
				...style,
			}}
		>
			<Rule
				scene={scene}
				width={u(96)}
				start={0.35}
				color={colors.signal}
				thick={Math.min(8, Math.max(3, form.stroke))}
				style={{ marginBottom: u(24) }}
			/>
			{author ? (
				<Text
					scene={scene}
					voice={{ ...voices.strong, lineHeight: 1.2 }}
					text={author}
					box={{ width, height: u(62), maxSize: by({ wide: 46, tall: 50, square: 40 }), minSize: 24, maxLines: 1 }}
					color={colors.ink}
					start={0.45}
					reveal="fade"
					align={align}
				/>
			) : null}
			{role ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={role}
					box={{ width, height: u(56), maxSize: by({ wide: 34, tall: 38, square: 30 }), minSize: 20, maxLines: 2 }}
					color={colors.quiet}
					start={0.55}
					reveal="fade"
					align={align}
				/>
			) : null}
		</div>
	);
};
