import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Place } from './api.js';
import { CommandError, EXIT } from './exit-codes.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is given with the command itself. */
export interface GivenPlace {
  readonly url?: string;
  readonly key?: string;
  readonly profile?: string;
}

export type Profiles = Readonly<Record<string, Partial<Place>>>;

const DEFAULT_URL = 'http://127.0.0.1:8080';
const DEFAULT_PROFILE = 'default';
/** Group and others. */
const OTHERS = 0o077;

/** Flags before the environment before the profile. */
export function placeOf(given: GivenPlace, env: Environment): Place {
  const profile = profileOf(given.profile ?? env['HOOKYARD_PROFILE'], env);
  const key = given.key ?? env['HOOKYARD_KEY'] ?? profile.key;
  if (!key)
    throw new CommandError(
      EXIT.notAllowed,
      'no API key is given',
      'Name it with HOOKYARD_KEY, --key or a profile (hookyard profile set default --key …).',
    );
  return { url: given.url ?? env['HOOKYARD_URL'] ?? profile.url ?? DEFAULT_URL, key };
}

function profileOf(name: string | undefined, env: Environment): Partial<Place> {
  const profile = readProfiles(env)[name ?? DEFAULT_PROFILE];
  if (!profile && name !== undefined)
    throw new CommandError(
      EXIT.usage,
      `there is no profile ${name}`,
      'Make it: hookyard profile set <name>.',
    );
  return profile ?? {};
}

export function profileFile(env: Environment): string {
  const base = env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config');
  return join(base, 'hookyard', 'profiles.json');
}

/** Refuses a file of keys that others may read. */
export function readProfiles(env: Environment): Profiles {
  const file = profileFile(env);
  if (!existsSync(file)) return {};
  if ((statSync(file).mode & OTHERS) !== 0)
    throw new CommandError(EXIT.usage, `${file} holds keys and others may read it`, `chmod 600 ${file}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Profiles;
}

export function writeProfiles(env: Environment, profiles: Profiles): void {
  const file = profileFile(env);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
