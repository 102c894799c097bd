import { posix } from "node:path";
import ts from "typescript";
import { parse, type SourceFile } from "./sources.ts";

/** A member of an interface, of a type, or of a zod schema. */
export interface Member {
	name: string;
	/** `path:line`. */
	place: string;
	/** The package it belongs to, such as `packages/kit`. */
	area: string;
}

const test = /(\.test\.|\.spec\.|\.contract\.|\/testing\/|\/contract\/|\/scripts\/)/;

/** The package of a path, or the folder at the root. */
export function areaOf(path: string): string {
	return path
		.split("/")
		.slice(0, path.startsWith("packages/") ? 2 : 1)
		.join("/");
}

/**
 * Members whose name no production code reads: neither in the package that declares them, nor in one that uses it. Names are
 * compared, not types: a member is missed when another one of its name is read, and none is listed that somebody reads.
 * @param usersOf the packages that import from one, itself included
 */
export function deadMembers(files: readonly SourceFile[], usersOf: (area: string) => readonly string[]): Member[] {
	const declared: Member[] = [];
	const reads = new Map<string, Set<string>>();
	for (const file of files) {
		const area = areaOf(file.path);
		if (test.test(file.path)) continue;
		const tree = parse(file);
		const read = reads.get(area) ?? new Set<string>();
		reads.set(area, read);
		const visit = (node: ts.Node): void => {
			const name = declaredName(node);
			if (name !== null && area.startsWith("packages/")) {
				const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
				declared.push({ name, place: `${file.path}:${line + 1}`, area });
			}
			for (const one of readNames(node)) read.add(one);
			ts.forEachChild(node, visit);
		};
		visit(tree);
	}
	return declared.filter(({ name, area }) => !usersOf(area).some((user) => reads.get(user)?.has(name)));
}

/** Which packages use which, by what their files import. */
export function usersByArea(files: readonly SourceFile[]): (area: string) => string[] {
	const users = new Map<string, Set<string>>();
	for (const file of files) {
		const area = areaOf(file.path);
		for (const { fileName } of ts.preProcessFile(file.text, true, true).importedFiles) {
			const target = targetOf(file.path, fileName);
			if (target !== null) users.set(target, (users.get(target) ?? new Set()).add(area));
		}
	}
	return (area) => [area, ...(users.get(area) ?? [])];
}

function targetOf(from: string, specifier: string): string | null {
	if (specifier.startsWith(".")) return areaOf(posix.join(posix.dirname(from), specifier));
	const own = /^@storydream\/([^/]+)/.exec(specifier);
	return own ? `packages/${own[1]}` : null;
}

function declaredName(node: ts.Node): string | null {
	if ((ts.isPropertySignature(node) || ts.isMethodSignature(node)) && ts.isIdentifier(node.name)) return node.name.text;
	if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name)) return null;
	const call = node.parent.parent;
	return ts.isCallExpression(call) && isObjectSchema(call.expression) ? node.name.text : null;
}

function isObjectSchema(called: ts.Expression): boolean {
	return ts.isPropertyAccessExpression(called) && /^(object|strictObject|looseObject|extend)$/.test(called.name.text);
}

/** The names that a node reads of an object. A string counts: it may be a key. */
function readNames(node: ts.Node): string[] {
	if (ts.isPropertyAccessExpression(node)) return isWritten(node) ? [] : [node.name.text];
	if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) return textOf(node.propertyName ?? node.name);
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
	if (ts.isObjectLiteralExpression(node) && isWritten(node))
		return node.properties.flatMap((property) => (property.name ? textOf(property.name) : []));
	return [];
}

function isWritten(node: ts.Expression): boolean {
	const { parent } = node;
	return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function textOf(name: ts.PropertyName | ts.BindingName): string[] {
	return ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : [];
}
