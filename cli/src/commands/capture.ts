import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { redacted } from '../connector/redact.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

interface CaptureOptions {
  readonly as?: string;
  readonly into: string;
}

export function addCapture(program: Command, context: Context): void {
  program
    .command('capture <hook>')
    .description('makes a fixture of a real hook: signed anew, without secrets, e-mails and names')
    .option('--as <name>', 'of the fixture (default: the id of the hook)')
    .option('--into <folder>', 'where it goes', 'fixtures')
    .action((id: string, options: CaptureOptions) => capture(context, id, options));
}

/** The playground says what the hook comes to; its fixture has no secret of the connection left. */
async function capture(context: Context, id: string, { as, into }: CaptureOptions): Promise<void> {
  const { out, signal } = context;
  const host = context.api();
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
      save: { name: as ?? id },
    },
  });
  mkdirSync(into, { recursive: true });
  const written = (played.fixture ?? []).map(({ name, content, encoding }) => {
    const file = join(into, name);
    const isFixture = name.endsWith('.fixture.json');
    const text = isFixture
      ? `${JSON.stringify(redactedFixture(JSON.parse(content) as object), null, 2)}\n`
      : content;
    writeFileSync(file, text, encoding);
    return file;
  });
  if (written.some((file) => !file.endsWith('.fixture.json')))
    out.say('its body is no text: look for secrets and names in it yourself');
  out.result({ files: written }, ({ files }) => files.map((file) => `wrote ${file}`).join('\n'));
}

/** Its own secret is made up, and stays what signs it. */
function redactedFixture(fixture: object): object {
  const { secret, verifyWith, ...rest } = fixture as {
    readonly secret?: unknown;
    readonly verifyWith?: unknown;
  };
  return {
    ...redacted(rest),
    ...(secret === undefined ? {} : { secret }),
    ...(verifyWith === undefined ? {} : { verifyWith }),
  };
}
