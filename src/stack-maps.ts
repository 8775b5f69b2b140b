import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

/** It tells itself as a line of a stack, which its type leaves out. */
type Site = NodeJS.CallSite & { toString(): string };

/** Null: there is none. One for each of our modules at the most. */
const maps = new Map<string, SourceMap | null>();

/**
 * Stacks tell lines of our sources. Node's own support reads the map of every module as it is loaded, a twelfth of a
 * start and 10 MB; here a map is read when a stack leads through its module (docs/decisions/0144).
 */
export function mapStacks(): void {
  Error.prepareStackTrace = (error, sites) =>
    [Error.prototype.toString.call(error), ...sites.map((site) => `    at ${placeOf(site as Site)}`)].join(
      '\n',
    );
}

function placeOf(site: Site): string {
  const text = site.toString();
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  if (!file || line === null || column === null) return text;
  const origin = mapOf(file)?.findOrigin(line, column);
  if (!origin || !('fileName' in origin)) return text;
  const source = fileURLToPath(new URL(origin.fileName, file));
  return text.replace(`${file}:${line}:${column}`, `${source}:${origin.lineNumber}:${origin.columnNumber}`);
}

function mapOf(file: string): SourceMap | null {
  if (!file.startsWith('file:') || file.includes('/node_modules/')) return null;
  let map = maps.get(file);
  if (map === undefined) {
    const path = `${fileURLToPath(file)}.map`;
    map = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload) : null;
    maps.set(file, map);
  }
  return map;
}
