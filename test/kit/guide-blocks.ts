import { readFileSync } from 'node:fs';

import ts from 'typescript';

/** A block of code of a guide, with what stands behind its language: ` ```ts file=src/index.ts `. */
export interface GuideBlock {
  readonly language: string;
  /** The words behind the language, with their values; a word without one is empty. */
  readonly info: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of its first line in the guide. */
  readonly line: number;
}

export function guideBlocks(path: string): GuideBlock[] {
  const page = readFileSync(path, 'utf8');
  return [...page.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms)].map((found) => ({
    language: found[1] ?? '',
    info: Object.fromEntries(
      (found[2] ?? '')
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => [word.split('=')[0] ?? '', word.split('=')[1] ?? '']),
    ),
    text: found[3] ?? '',
    line: page.slice(0, found.index).split('\n').length + 1,
  }));
}

/** Whether it was printed as the guide shows it: `…` is any text of a line, alone on a line any lines. */
export function isAsShown(shown: string, printed: string): boolean {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) =>
      line === '…' ? '[^]*' : line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '[^\\n]*'),
    );
  return new RegExp(`^${lines.join('\\n')}$`).test(printed);
}

/** A source whose call of `defineConnector` has these keys, and whose imports are those of the block beside its own. */
export function withKeys(source: string, block: string): string {
  const lines = block.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const keys = lines.filter((line) => !line.startsWith('import ')).join('\n');
  return withImports(withProperties(source, propertiesOf(`({${keys}})`)), imports);
}

function withImports(source: string, imports: readonly string[]): string {
  const moduleOf = (line: string): string => /from '([^']+)'/.exec(line)?.[1] ?? '';
  const named = new Set(imports.map(moduleOf));
  const kept = source.split('\n').filter((line) => !line.startsWith('import ') || !named.has(moduleOf(line)));
  return [...imports, ...kept].join('\n');
}

function withProperties(source: string, given: ReadonlyMap<string, string>): string {
  const present = propertiesOf(source);
  const merged = new Map([...present, ...given]);
  const file = parsed(source);
  const object = definition(file);
  const text = [...merged.values()].map((property) => `  ${property},\n`).join('');
  return `${source.slice(0, object.getStart(file))}{\n${text}}${source.slice(object.getEnd())}`;
}

/** The properties of the first object that is called with, or stands alone, by name. */
function propertiesOf(source: string): Map<string, string> {
  const file = parsed(source);
  return new Map(
    definition(file).properties.map((property) => [
      property.name?.getText(file) ?? '',
      property.getText(file),
    ]),
  );
}

function definition(file: ts.SourceFile): ts.ObjectLiteralExpression {
  const find = (node: ts.Node): ts.ObjectLiteralExpression | undefined =>
    ts.isObjectLiteralExpression(node) ? node : ts.forEachChild(node, find);
  const found = find(file);
  if (!found) throw new Error(`there is no object in:\n${file.text}`);
  return found;
}

function parsed(source: string): ts.SourceFile {
  return ts.createSourceFile('block.ts', source, ts.ScriptTarget.Latest, true);
}
