import { expect, it } from "vitest";
import skill from "../../.claude/skills/scenes/SKILL.md?raw";
import rules from "../../CLAUDE.md?raw";
import { scenes } from ".";
import { describeScene } from "./describe";

const all = Object.entries(scenes);

it.each(all)("the skill has the props and the layouts of %s as they are", (name, scene) => {
	expect(skill.split("\n")).toContain(`- ${describeScene(name, scene)}`);
});

it.each(all)("the rules of a project name the scene %s", (name) => {
	expect(rules).toMatch(new RegExp(`\\b${name}\\b`));
});

it("the rules of a project stay short, because they are part of every request", () => {
	expect(new TextEncoder().encode(rules).length).toBeLessThan(6000);
});
