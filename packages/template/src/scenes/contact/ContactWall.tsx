import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines } from "../../design/Text";
import { useFittedEach } from "../parts/fitted";
import { HeadLines, useHead } from "../parts/Head";
import { QrCode } from "../parts/QrCode";
import { Rule } from "../parts/Rule";
import { type ContactProps, codeOf, contactLines } from "./lines";

/** Each way on a line of its own, as large as its width allows, between drawn rules. */
export const ContactWall = ({ props }: { props: ContactProps }) => {
	const scene = useScene(props);
	const { u, by, box, palette, voices, motion, ratio } = scene;
	const lines = contactLines(props);
	const code = codeOf(props);
	const side = code ? u(by({ wide: 250, tall: 300, square: 210 })) : 0;
	const aside = ratio === "tall" ? 0 : side;
	const head = useHead(scene, [props.title, props.note].filter(Boolean).join("\n"), {
		width: box.width - (aside > 0 ? aside + u(48) : 0),
		size: by({ wide: 64, tall: 72, square: 52 }),
		gap: 36,
		share: 0.22,
	});
	const top = Math.max(head.height, aside > 0 ? aside + u(36) : 0);
	const room = box.height - top - (ratio === "tall" && side > 0 ? side + u(60) : 0);
	const row = room / Math.max(1, lines.length);
	const texts = useFittedEach(
		scene,
		{ ...voices.number, lineHeight: 1.1 },
		lines.map((one) => one.text),
		{ width: box.width, height: row * 0.82, maxSize: by({ wide: 168, tall: 150, square: 110 }), minSize: 30, maxLines: 2 },
	);
	const step = motion.stagger(lines.length, 0.1, 0.16);
	return (
		<Stage
			scene={scene}
			calm
			direction={directionOf(props.title)}
			style={{ justifyContent: "flex-start", alignItems: "stretch" }}
		>
			<div style={{ display: "flex", justifyContent: "space-between", height: top, flex: "none" }}>
				<HeadLines scene={scene} head={head} color={palette.text} start={-0.1} />
				{aside > 0 && code ? <QrCode scene={scene} text={code} size={aside} start={0.3} /> : null}
			</div>
			{keyed(lines, (one) => one.text).map(({ key, index }) => {
				const fitted = texts[index];
				if (!fitted) return null;
				return (
					<div key={key} style={{ height: row, flex: "none", display: "flex", flexDirection: "column" }}>
						<Rule scene={scene} width={box.width} start={index * step} color={palette.line} />
						<div style={{ flex: 1, display: "flex", alignItems: "center" }}>
							<FittedLines
								scene={scene}
								voice={{ ...voices.number, lineHeight: 1.1 }}
								fitted={fitted}
								color={index === 0 ? palette.accent : palette.text}
								start={0.1 + index * step}
								align="left"
								style={{ width: "100%" }}
							/>
						</div>
					</div>
				);
			})}
			{ratio === "tall" && code ? (
				<div style={{ marginTop: u(60) }}>
					<QrCode scene={scene} text={code} size={side} start={0.4} />
				</div>
			) : null}
		</Stage>
	);
};
