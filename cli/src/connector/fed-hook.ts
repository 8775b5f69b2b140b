import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Api } from '../api.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { captured, fixtureNameOf, isFixture, writeFiles } from './captured.js';

/** Which hook is fed. None of them: the fixture that was saved last. */
export interface FedOptions {
  /** A file, or the name of one in the folder's fixtures. */
  readonly fixture?: string;
  /** A hook of a running host, by its id. */
  readonly hook?: string;
  /** The last hook that a running host received for the connector. */
  readonly host?: boolean;
}

/** A hook as a file that `connector test --fixture` reads, and where it is from. */
export interface FedHook {
  readonly file: string;
  readonly from: string;
}

/** A folder's fixture by its name, or any file. */
export function fixtureFile(folder: string, given: string): string {
  const inFolder = join(folder, 'fixtures', `${given}.fixture.json`);
  const file = [inFolder, resolve(given)].find((one) => existsSync(one));
  if (file !== undefined) return file;
  throw new CommandError(
    EXIT.usage,
    `there is no fixture ${given}`,
    `Name a file, or one of ${join(folder, 'fixtures')}.`,
  );
}

/** Finds the hook to be fed each time. */
export class HookFeed {
  constructor(
    private readonly context: Context,
    private readonly folder: string,
    /** `kept`: where hooks of a host lie. */
    private readonly options: FedOptions & { readonly kept: string },
  ) {}

  /** The connector's name is asked for where a host is. */
  async next(connector: () => Promise<string>): Promise<FedHook> {
    const { fixture, hook, host } = this.options;
    if (fixture !== undefined) return { file: fixtureFile(this.folder, fixture), from: fixture };
    if (hook !== undefined) return this.fetched(this.context.api(), hook);
    if (!host) return newestIn(join(this.folder, 'fixtures'));
    const api = this.context.api();
    return this.fetched(api, await lastHookOf(api, await connector()));
  }

  private async fetched(api: Api, hook: string): Promise<FedHook> {
    const { kept } = this.options;
    const name = fixtureNameOf(hook);
    const file = join(kept, `${name}.fixture.json`);
    if (!existsSync(file)) writeFiles(kept, await captured(api, hook, name, this.context.signal));
    return { file, from: hook };
  }
}

function newestIn(fixtures: string): FedHook {
  const files = existsSync(fixtures) ? readdirSync(fixtures).filter(isFixture) : [];
  const [newest] = files
    .map((name) => ({ name, savedAt: statSync(join(fixtures, name)).mtimeMs }))
    .sort((a, b) => b.savedAt - a.savedAt || (a.name < b.name ? -1 : 1));
  if (newest) return { file: join(fixtures, newest.name), from: newest.name };
  throw new CommandError(
    EXIT.usage,
    `there is no hook in ${fixtures}`,
    'Put one there (hookyard capture hok_… makes it of a real one), or name one with --hook or --host.',
  );
}

/** The newest of all its connections. */
async function lastHookOf(api: Api, connector: string): Promise<string> {
  const connections = await api.all('/v1/connections', { query: { connector } });
  const found = [];
  for (const { id: connection } of connections)
    found.push(...(await api.get('/v1/hooks', { query: { connection, limit: 1 } })).items);
  const [last] = found.sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt));
  if (last) return last.id;
  throw new CommandError(
    EXIT.refused,
    `the host has no hook of ${connector}`,
    'Let its system send one, or feed a fixture: leave --host out.',
  );
}
