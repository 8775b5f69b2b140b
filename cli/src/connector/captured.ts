import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { components } from '@hookyard/client';

import type { Api } from '../api.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { redacted } from './redact.js';

type Played = components['schemas']['PlaygroundBody'];
type Files = NonNullable<Played['fixture']>;

/**
 * A real hook of a running host as the files of a fixture: signed anew, without secrets, e-mails and names. The playground
 * says what it comes to.
 */
export async function captured(host: Api, id: string, name: string, signal: AbortSignal): Promise<Files> {
  const { connection, method, path, query, headers } = await host.get('/v1/hooks/{id}', { path: { id } });
  if (connection === null)
    throw new CommandError(
      EXIT.refused,
      `${id} came to an address of many accounts`,
      'Capture a hook that came to a connection’s own address.',
    );
  const chunks: Uint8Array[] = [];
  for await (const chunk of await host.lines(`/v1/hooks/${id}/body`, signal)) chunks.push(chunk);
  const { body: played } = await host.call('POST', '/v1/playground', {
    body: {
      connection,
      verify: 'skip',
      request: {
        method,
        path: path + (query === '' ? '' : `?${query}`),
        headers: { ...headers },
        bodyBase64: Buffer.concat(chunks).toString('base64'),
      },
      save: { name },
    },
  });
  return (played.fixture ?? []).map((file) =>
    isFixture(file.name) ? { ...file, content: redactedFixture(file.content) } : file,
  );
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
function redactedFixture(text: string): string {
  const { secret, verifyWith, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const kept = { ...redacted(rest), ...(secret === undefined ? {} : { secret }) };
  return `${JSON.stringify({ ...kept, ...(verifyWith === undefined ? {} : { verifyWith }) }, null, 2)}\n`;
}
