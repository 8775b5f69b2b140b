import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

import { pinId, pinSchema } from './package-name.js';
import { packageError, reasonOf } from './package-error.js';

/** Packages a connector depends on and does not bring along lie beside it, each as exact as itself. */
const MAX_DEPENDENCIES = 200;
const MAX_PACKAGES = 500;
const MAX_LIST_BYTES = 4 * 1024 * 1024;

const packageEntrySchema = pinSchema.extend({
  isolation: z.enum(['inProcess', 'worker']).optional(),
  dependencies: z.array(pinSchema).max(MAX_DEPENDENCIES).default([]),
});

/** A connector the host loads from npm: exact version, digest, and what lies beside it. */
export type PackageEntry = Readonly<z.output<typeof packageEntrySchema>>;

export interface PackageList {
  readonly entries: readonly PackageEntry[];
  /** What is wrong with the file, or with entries of it: by the place it stands at. */
  readonly problems: readonly { readonly from: string; readonly problems: readonly string[] }[];
}

const listSchema = z.strictObject({ packages: z.array(z.unknown()).max(MAX_PACKAGES) });

/** Reads the file that names packages; one that does not exist names none. A bad entry harms no other. */
export function readPackageList(file: string): PackageList {
  if (!existsSync(file)) return { entries: [], problems: [] };
  const listed = listOf(file);
  if (typeof listed === 'string') return { entries: [], problems: [{ from: file, problems: [listed] }] };
  const entries = new Map<string, PackageEntry>();
  const problems = listed.flatMap((given, index) => {
    const parsed = packageEntrySchema.safeParse(given);
    const from = nameOf(given) ?? `${file}: packages.${index}`;
    if (!parsed.success) return [{ from, problems: messagesOf(parsed.error) }];
    const id = pinId(parsed.data);
    if (entries.has(id)) return [{ from, problems: [`${id} is named twice in ${file}: leave one out`] }];
    entries.set(id, parsed.data);
    return [];
  });
  return { entries: [...entries.values()], problems };
}

/** Writes an entry into the file, in the place of the one of its package and version. */
export function writePackageEntry(file: string, entry: PackageEntry): void {
  const { entries, problems } = readPackageList(file);
  if (problems.length > 0)
    throw packageError(problems.map((one) => `${one.from}: ${one.problems.join('; ')}`).join('\n'));
  const others = entries.filter((one) => pinId(one) !== pinId(entry));
  const packages = [...others, entry].map(({ dependencies, ...one }) =>
    dependencies.length > 0 ? { ...one, dependencies } : one,
  );
  const made = `${file}.new`;
  writeFileSync(made, `${JSON.stringify({ packages }, null, 2)}\n`);
  renameSync(made, file);
}

function listOf(file: string): readonly unknown[] | string {
  try {
    if (statSync(file).size > MAX_LIST_BYTES) return 'is larger than 4 MiB';
    const parsed = listSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.packages : messagesOf(parsed.error).join('; ');
  } catch (error) {
    return `cannot be read: ${reasonOf(error)}`;
  }
}

function nameOf(given: unknown): string | null {
  const parsed = z.looseObject({ package: z.string(), version: z.string() }).safeParse(given);
  return parsed.success ? pinId(parsed.data) : null;
}

function messagesOf(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`.trim());
}
