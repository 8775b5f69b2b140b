import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Marks the modules of one loading of a folder: `?reload=3`. */
const TAG = /^\?reload=\d+$/;

/**
 * Modules cannot be loaded twice under one URL. From here on a module of one of these folders that was loaded with a
 * tag hands the tag on to what it imports of the same folder, so that a folder comes in as a whole, beside what was
 * loaded of it before. Where a `.js` file is missing its `.ts` is taken: a folder need not be built to be watched.
 */
export function reloadable(folders: readonly string[]): void {
  const roots = folders.map((folder) => `${pathToFileURL(folder).href}/`);
  registerHooks({
    resolve(specifier, context, next) {
      const tag = tagOf(context.parentURL);
      const root = tag && roots.find((one) => context.parentURL?.startsWith(one));
      if (!tag || !root) return next(specifier, context);
      const resolved = next(sourceOf(specifier, context.parentURL), context);
      const isOwn =
        resolved.url.startsWith(root) && !resolved.url.slice(root.length).includes('node_modules/');
      const isTagged = isOwn && resolved.format !== 'commonjs' && !resolved.url.includes('?');
      return isTagged ? { ...resolved, url: `${resolved.url}${tag}` } : resolved;
    },
  });
}

function tagOf(parent: string | undefined): string | null {
  const search = parent?.startsWith('file:') ? (URL.parse(parent)?.search ?? '') : '';
  return TAG.test(search) ? search : null;
}

function sourceOf(specifier: string, parent: string | undefined): string {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return specifier;
  const url = new URL(specifier, parent);
  url.search = '';
  const path = fileURLToPath(url);
  const source = path.replace(/\.js$/, '.ts');
  return !existsSync(path) && existsSync(source) ? specifier.replace(/\.js$/, '.ts') : specifier;
}
