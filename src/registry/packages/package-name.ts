import { z } from 'zod';

/** As npm has them: a scope or none, lower case. */
const NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,60})?(\+[0-9A-Za-z.-]{1,60})?$/;
/** Of a lockfile: the digest of the package as the registry serves it. */
const INTEGRITY = /^sha512-[A-Za-z0-9+/]{86}==$/;

export const pinSchema = z.strictObject({
  package: z.string().max(214).regex(NAME, 'is no name of an npm package'),
  version: z.string().regex(VERSION, 'is no exact version like 1.2.3'),
  integrity: z.string().regex(INTEGRITY, 'is no sha512-… as npm writes it'),
});

/** One package in one version, and the digest that proves it. */
export type Pin = Readonly<z.output<typeof pinSchema>>;

export function pinId({ package: name, version }: Pick<Pin, 'package' | 'version'>): string {
  return `${name}@${version}`;
}

/** A file name that no other package has: `+` is in no package's name. */
export function fileNameOf(pin: Pick<Pin, 'package' | 'version'>): string {
  return pinId(pin).replace('/', '+');
}

export function isPackageName(text: string): boolean {
  return text.length <= 214 && NAME.test(text);
}

export function isExactVersion(text: string): boolean {
  return VERSION.test(text);
}
