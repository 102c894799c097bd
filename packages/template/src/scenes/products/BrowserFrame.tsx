import { z } from "zod";
import { isDark, mix } from "../../design/color";
import { directionOf } from "../../design/direction";
import { commonFields, line } from "../../design/fields";
import type { FittedText } from "../../design/fit";
import { keyed } from "../../design/keyed";
import { Picture } from "../../design/Picture";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedGroup, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";

const browserFrameSchema = z.strictObject({
	url: line("Address", "In the address bar"),
	heading: line("Heading", "The largest words of the page"),
	lines: z.array(line("Line", "A short line")).max(6).meta({ title: "Lines", description: "Up to six lines of the page" }),
	src: line("Picture", "A screenshot below public/, instead of drawn lines").optional(),
	device: z.enum(["browser", "phone"]).optional().meta({ title: "Device", description: "What the page is shown on" }),
	...commonFields,
});
type Props = z.infer<typeof browserFrameSchema>;

const Line = ({
	scene,
	fitted,
	width,
	height,
	start,
}: {
	scene: SceneLook;
	fitted: FittedText;
	width: number;
	height: number;
	start: number;
}) => {
	const { u, palette, voices, motion } = scene;
	const shown = motion.enter(start, 0.8);
	const dot = u(20);
	return (
		<div
			dir={directionOf(fitted.lines.join(" "))}
			style={{
				width,
				height,
				boxSizing: "border-box",
				display: "flex",
				alignItems: "center",
				gap: u(24),
				padding: `0 ${u(26)}px`,
				borderRadius: Math.min(scene.radius * 0.7, height / 2),
				backgroundColor: mix(palette.surface, palette.text, 0.05),
				opacity: shown,
				transform: `translateX(${(1 - shown) * u(40)}px)`,
			}}
		>
			<div style={{ width: dot, height: dot, borderRadius: dot, backgroundColor: palette.accent, flex: "none" }} />
			<FittedLines scene={scene} voice={voices.body} fitted={fitted} color={palette.text} reveal="none" align="left" />
		</div>
	);
};

const Lines = ({
	scene,
	lines,
	width,
	height,
	size,
	start,
}: {
	scene: SceneLook;
	lines: string[];
	width: number;
	height: number;
	size: number;
	start: number;
}) => {
	const { u, motion } = scene;
	const gap = u(18);
	const row = Math.min((height - gap * (lines.length - 1)) / Math.max(1, lines.length), u(size * 2.7));
	const step = motion.stagger(lines.length, start, 0.4);
	const fitted = useFittedGroup(scene, scene.voices.body, lines, {
		width: width - u(96),
		height: row - u(20),
		maxSize: size,
		minSize: 22,
		maxLines: 2,
	});
	return (
		<div style={{ display: "flex", flexDirection: "column", gap }}>
			{keyed(lines.length > 0 ? fitted : [], (text) => text.lines.join(" ")).map(({ key, item, index }) => (
				<Line key={key} scene={scene} fitted={item} width={width} height={row} start={start + index * step} />
			))}
		</div>
	);
};

/** The address as if typed. */
const Address = ({
	scene,
	url,
	width,
	size,
	align,
}: {
	scene: SceneLook;
	url: string;
	width: number;
	size: number;
	align: "left" | "center";
}) => {
	const { palette, voices, motion } = scene;
	const fitted = useFittedText(scene, voices.body, url, {
		width,
		height: scene.u(size * 1.5),
		maxSize: size,
		minSize: size * 0.6,
		maxLines: 1,
	});
	const text = fitted.lines[0] ?? url;
	const typed = text.slice(0, Math.ceil(text.length * motion.enter(0.2, 0.8, (value) => value)));
	return (
		<div style={{ ...voiceStyle(voices.body, fitted.fontSize), width, textAlign: align, color: palette.muted }}>
			{typed}
			<span style={{ opacity: 0 }}>{text.slice(typed.length)}</span>
		</div>
	);
};

/** The head of a page nobody reads: a sign, some links, a button. */
const PageHead = ({ scene, width, height }: { scene: SceneLook; width: number; height: number }) => {
	const { u, palette, motion } = scene;
	const quiet = mix(palette.surface, palette.text, 0.16);
	return (
		<div
			style={{
				width,
				height,
				flex: "none",
				display: "flex",
				alignItems: "flex-start",
				gap: u(30),
				opacity: motion.enter(0.25, 0.8),
			}}
		>
			<div
				style={{
					width: u(36),
					height: u(36),
					borderRadius: Math.min(scene.radius * 0.5, u(18)),
					backgroundColor: palette.accent,
				}}
			/>
			<div style={{ flex: 1 }} />
			{[86, 110, 70].map((length) => (
				<div
					key={length}
					style={{ width: u(length), height: u(12), marginTop: u(12), borderRadius: u(6), backgroundColor: quiet }}
				/>
			))}
			<div
				style={{
					width: u(130),
					height: u(36),
					borderRadius: Math.min(scene.radius, u(18)),
					border: `${u(3)}px solid ${palette.accent}`,
					boxSizing: "border-box",
				}}
			/>
		</div>
	);
};

const Browser = ({ scene, props, width, height }: { scene: SceneLook; props: Props; width: number; height: number }) => {
	const { u, by, palette, voices } = scene;
	const bar = u(84);
	const padding = u(by({ wide: 76, tall: 52, square: 52 }));
	const inner = { width: width - 2 * padding, height: height - bar - 1.6 * padding };
	const nav = u(76);
	const heading = useFittedText(scene, voices.heading, props.heading, {
		width: inner.width,
		height: (inner.height - nav) * (props.lines.length > 0 ? 0.36 : 0.9),
		maxSize: by({ wide: 96, tall: 92, square: 76 }),
		minSize: 36,
	});
	return (
		<>
			<div
				style={{
					height: bar,
					display: "flex",
					alignItems: "center",
					gap: u(14),
					padding: `0 ${u(30)}px`,
					borderBottom: `${u(2)}px solid ${palette.line}`,
					boxSizing: "border-box",
				}}
			>
				{["a", "b", "c"].map((key) => (
					<div
						key={key}
						style={{
							width: u(18),
							height: u(18),
							borderRadius: u(18),
							backgroundColor: mix(palette.surface, palette.text, 0.2),
							flex: "none",
						}}
					/>
				))}
				<div
					style={{
						marginLeft: u(20),
						height: u(50),
						flex: 1,
						borderRadius: u(25),
						backgroundColor: mix(palette.surface, palette.background, 0.6),
						display: "flex",
						alignItems: "center",
						padding: `0 ${u(26)}px`,
					}}
				>
					<Address scene={scene} url={props.url} width={width - u(260)} size={28} align="left" />
				</div>
			</div>
			{props.src ? (
				<div style={{ position: "relative", width, height: height - bar }}>
					<Picture scene={scene} src={props.src} style={{ objectPosition: "50% 0" }} />
				</div>
			) : (
				<div
					style={{
						padding: `${padding * 0.6}px ${padding}px ${padding}px`,
						height: height - bar,
						boxSizing: "border-box",
						display: "flex",
						flexDirection: "column",
						alignItems: props.lines.length === 0 ? "center" : "flex-start",
					}}
				>
					<PageHead scene={scene} width={inner.width} height={nav} />
					<div style={{ flex: 1 }} />
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={heading}
						color={palette.text}
						start={0.4}
						align={props.lines.length === 0 ? "center" : "left"}
					/>
					{props.lines.length > 0 ? (
						<div style={{ marginTop: u(44) }}>
							<Lines
								scene={scene}
								lines={props.lines}
								width={inner.width}
								height={inner.height - nav - heading.height - u(44)}
								size={by({ wide: 42, tall: 44, square: 36 })}
								start={0.6}
							/>
						</div>
					) : null}
					<div style={{ flex: 1 }} />
				</div>
			)}
		</>
	);
};

const Phone = ({ scene, props, width, height }: { scene: SceneLook; props: Props; width: number; height: number }) => {
	const { u, palette } = scene;
	const padding = width * 0.075;
	const head = width * 0.24;
	return (
		<>
			<div
				style={{
					position: "absolute",
					left: width / 2 - width * 0.13,
					top: width * 0.045,
					width: width * 0.26,
					height: width * 0.055,
					borderRadius: width,
					backgroundColor: mix(palette.surface, palette.text, 0.22),
					zIndex: 1,
				}}
			/>
			<div
				style={{
					height: head,
					display: "flex",
					alignItems: "flex-end",
					justifyContent: "center",
					paddingBottom: u(14),
					boxSizing: "border-box",
				}}
			>
				<Address scene={scene} url={props.url} width={width - 2 * padding} size={24} align="center" />
			</div>
			{props.src ? (
				<div style={{ position: "relative", width, height: height - head }}>
					<Picture scene={scene} src={props.src} style={{ objectPosition: "50% 0" }} />
				</div>
			) : (
				<div style={{ padding, paddingTop: padding * 0.7 }}>
					{/* A picture of a page: one coloured block, then the lines. */}
					<div
						style={{
							height: height * 0.2,
							borderRadius: scene.radius * 0.8,
							backgroundColor: palette.accent,
							opacity: scene.motion.enter(0.3, 0.8),
							marginBottom: u(28),
						}}
					/>
					<Lines
						scene={scene}
						lines={props.lines}
						width={width - 2 * padding}
						height={height - head - height * 0.2 - padding * 1.7 - u(28)}
						size={30}
						start={0.5}
					/>
				</div>
			)}
		</>
	);
};

const BrowserFrame = (props: Props) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, align } = scene;
	const phone = props.device === "phone";
	const shown = motion.enter(0, 1.2);
	const floating = Math.sin(motion.through * Math.PI) * u(8);
	const beside = phone && ratio !== "tall";
	const outside = phone || props.src !== undefined;
	const headHeight = outside && !beside ? box.height * by({ wide: 0.18, tall: 0.2, square: 0.2 }) : 0;
	const height = phone
		? Math.min(box.height - headHeight, u(by({ wide: 920, tall: 1250, square: 920 })))
		: Math.min(box.height - headHeight, box.width * by({ wide: 0.6, tall: 1.3, square: 0.95 }));
	const width = phone
		? Math.min(height * 0.49, box.width)
		: Math.min(box.width, by({ wide: height * 1.72, tall: box.width, square: box.width }));
	const device = (
		<div
			style={{
				position: "relative",
				width,
				height,
				flex: "none",
				boxSizing: "border-box",
				overflow: "hidden",
				borderRadius: phone ? width * 0.13 : Math.max(scene.radius * 0.8, u(10)),
				backgroundColor: palette.surface,
				outline: `${u(phone ? 10 : 3)}px solid ${phone ? mix(palette.background, isDark(palette.background) ? "#ffffff" : "#000000", isDark(palette.background) ? 0.24 : 0.86) : palette.line}`,
				opacity: Math.min(1, shown * 1.5),
				transform: `translateY(${(1 - shown) * u(120) - floating}px)`,
			}}
		>
			{phone ? (
				<Phone scene={scene} props={props} width={width} height={height} />
			) : (
				<Browser scene={scene} props={props} width={width} height={height} />
			)}
		</div>
	);
	const words = (place: { width: number; height: number }) => (
		<Text
			scene={scene}
			voice={voices.heading}
			text={props.heading}
			box={{
				...place,
				maxSize: beside ? by({ wide: 116, tall: 96, square: 76 }) : by({ wide: 76, tall: 92, square: 68 }),
				minSize: 36,
			}}
			color={palette.text}
			start={0.15}
			align={beside ? align : "center"}
		/>
	);
	if (beside) {
		const gap = u(by({ wide: 120, tall: 60, square: 60 }));
		return (
			<Stage scene={scene} calm style={{ flexDirection: "row", alignItems: "center", justifyContent: "space-between", gap }}>
				{words({ width: box.width - width - gap - u(ratio === "wide" ? 100 : 0), height: box.height * 0.8 })}
				<div style={{ marginRight: u(ratio === "wide" ? 100 : 0) }}>{device}</div>
			</Stage>
		);
	}
	return (
		<Stage scene={scene} calm style={{ alignItems: "center" }}>
			{outside ? <div style={{ height: headHeight }}>{words({ width: box.width, height: headHeight - u(40) })}</div> : null}
			{device}
		</Stage>
	);
};

export const browserFrame = defineScene({
	component: BrowserFrame,
	schema: browserFrameSchema,
	title: "Browser window",
	description: "A page in a browser window or on a phone, drawn or from a screenshot",
	family: "products",
	defaultProps: {
		url: "example.com",
		heading: "Everything in one place",
		lines: ["Plan the week", "Share it with the team", "See what is done"],
		device: "browser",
	},
	defaultDurationInFrames: 135,
});
