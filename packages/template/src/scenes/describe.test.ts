import { sceneLine } from "@storydream/protocol";
import { expect, it } from "vitest";
import { z } from "zod";
import skill from "../../.claude/skills/scenes/SKILL.md?raw";
import rules from "../../CLAUDE.md?raw";
import { scenes } from ".";

const all = Object.entries(scenes);
const lines = new Set(skill.split("\n"));

it.each(all)("the skill has the props and the layouts of %s as they are", (scene, { schema, layouts }) => {
	const propsSchema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
	expect([...lines]).toContain(`- ${sceneLine({ scene, propsSchema, layouts })}`);
});

it.each(all)("the rules of a project name the scene %s", (name) => {
	expect(rules).toMatch(new RegExp(`\\b${name}\\b`));
});

it("the rules of a project stay short, because they are part of every request", () => {
	expect(new TextEncoder().encode(rules).length).toBeLessThan(6000);
});
