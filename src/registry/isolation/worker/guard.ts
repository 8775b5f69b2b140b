import { existsSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What calculates and nothing else. Everything of the outside comes through the context. */
const ALLOWED = new Set([
  'assert',
  'assert/strict',
  'async_hooks',
  'buffer',
  'crypto',
  'events',
  'path',
  'path/posix',
  'perf_hooks',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'string_decoder',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'zlib',
]);

/** Ways out that are no modules. */
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'navigator'] as const;
const OF_PROCESS = [
  'binding',
  '_linkedBinding',
  'dlopen',
  'kill',
  '_kill',
  '_debugProcess',
  'getBuiltinModule',
  'chdir',
] as const;

/**
 * From here on modules that are loaded find no file system, no processes and no network: those are refused by name, and
 * what hangs about is taken away. Node's permission model, on for this process, stands behind it for files and processes;
 * it knows nothing of the network. A file `x.ts` stands in for `x.js` where that is missing.
 */
export function guard(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (isBuiltin(specifier) && !ALLOWED.has(specifier.replace(/^node:/, '')))
        throw new Error(
          `there is no ${specifier} for a connector: what it needs of the outside is in its context`,
        );
      return next(sourceOf(specifier, context.parentURL), context);
    },
  });
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
  for (const name of OF_PROCESS) Reflect.set(process, name, refused(name));
}

function refused(name: string): () => never {
  return () => {
    throw new Error(`there is no process.${name} for a connector`);
  };
}

function sourceOf(specifier: string, parent: string | undefined): string {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !parent?.startsWith('file:'))
    return specifier;
  const path = fileURLToPath(new URL(specifier, parent));
  const source = path.replace(/\.js$/, '.ts');
  return !existsSync(path) && existsSync(source) ? specifier.replace(/\.js$/, '.ts') : specifier;
}
