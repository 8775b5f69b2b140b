import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { components } from '@hookyard/client';

import type { Api } from '../api.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { redacted } from './redact.js';

type Hook = components['schemas']['HookDetailBody'];
type Played = components['schemas']['PlaygroundBody'];
type Files = NonNullable<Played['fixture']>;

/**
 * A real hook of a running host as the files of a fixture: signed anew, without secrets, e-mails and names. The playground
 * says what it comes to. Of one that came to an address of many accounts the fixture says which of them have a connection.
 */
export async function captured(host: Api, id: string, name: string, signal: AbortSignal): Promise<Files> {
  const hook = await host.get('/v1/hooks/{id}', { path: { id } });
  const { connection, accounts } = await takersOf(host, hook);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await host.lines(`/v1/hooks/${id}/body`, signal)) chunks.push(chunk);
  const { body: played } = await host.call('POST', '/v1/playground', {
    body: {
      connection,
      verify: 'skip',
      request: {
        method: hook.method,
        path: hook.path + (hook.query === '' ? '' : `?${hook.query}`),
        headers: { ...hook.headers },
        bodyBase64: Buffer.concat(chunks).toString('base64'),
      },
      save: { name },
    },
  });
  return (played.fixture ?? []).map((file) =>
    isFixture(file.name) ? { ...file, content: redactedFixture(file.content, accounts) } : file,
  );
}

interface Takers {
  /** Whose settings and collections the hook is read by: of several, the first. */
  readonly connection: string;
  readonly accounts?: readonly string[];
}

/** Of an address of many accounts: the connections its elements became something of. */
async function takersOf(host: Api, { id, connection, requests, verdicts }: Hook): Promise<Takers> {
  if (connection !== null) return { connection };
  const named = [...requests, ...verdicts].map((one) => one.connection);
  const ids = [...new Set(named)].filter((one) => one !== null);
  const [first] = ids;
  if (first === undefined)
    throw new CommandError(
      EXIT.refused,
      `no account in ${id} has a connection`,
      'Make a connection with an account it names, replay it (hookyard replay), and capture it again.',
    );
  const found = await Promise.all(ids.map((one) => host.get('/v1/connections/{id}', { path: { id: one } })));
  return { connection: first, accounts: found.flatMap(({ account }) => account ?? []).sort() };
}

/** Of a hook that nobody named. */
export function fixtureNameOf(hook: string): string {
  return hook.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

export function isFixture(file: string): boolean {
  return file.endsWith('.fixture.json');
}

export function writeFiles(folder: string, files: Files): readonly string[] {
  return files.map(({ name, content, encoding }) => {
    const file = join(folder, name);
    writeFileSync(file, content, encoding);
    return file;
  });
}

/** Its own secret is made up, and stays what signs it. */
function redactedFixture(text: string, accounts: readonly string[] | undefined): string {
  const { secret, verifyWith, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const kept = redacted({ ...rest, ...(accounts ? { accounts } : {}) });
  const signing = {
    ...(secret === undefined ? {} : { secret }),
    ...(verifyWith === undefined ? {} : { verifyWith }),
  };
  return `${JSON.stringify({ ...kept, ...signing }, null, 2)}\n`;
}
