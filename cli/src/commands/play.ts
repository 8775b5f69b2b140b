import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { collected } from '../arguments.js';
import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';

type Played = components['schemas']['PlaygroundBody'];

interface PlayOptions {
  readonly body?: string;
  readonly file?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly path: string;
  readonly method: string;
  readonly check?: boolean;
  readonly save?: string;
  readonly into: string;
}

export function addPlay(program: Command, context: Context): void {
  program
    .command('play <connection>')
    .description('what would come of a request, field by field; nothing is stored or called')
    .option('--body <text>', 'the body')
    .option('--file <file>', 'the body, from a file')
    .option('--header <name=value>', 'a header; several times', collected, {})
    .option('--path <path>', 'behind the address, with its query', '')
    .option('--method <method>', '', 'POST')
    .option('--check', 'verify its signature, too')
    .option('--save <name>', 'write it as a fixture of that name')
    .option('--into <folder>', 'where the fixture goes', '.')
    .action(async (name: string, options: PlayOptions) => {
      const api = context.api();
      const { id } = await connectionOf(api, name);
      const bytes = options.file === undefined ? Buffer.from(options.body ?? '') : readFileSync(options.file);
      const { body: played } = await api.call('POST', '/v1/playground', {
        body: {
          connection: id,
          verify: options.check ? 'check' : 'skip',
          request: {
            method: options.method,
            path: options.path,
            headers: { ...options.header },
            bodyBase64: bytes.toString('base64'),
          },
          ...(options.save === undefined ? {} : { save: { name: options.save } }),
        },
      });
      for (const { name: file, content, encoding } of played.fixture ?? []) {
        writeFileSync(join(options.into, file), content, encoding);
        context.out.say(`wrote ${join(options.into, file)}`);
      }
      context.out.result(played, playedText);
      if (played.answer.status >= 400) context.endWith(EXIT.found);
    });
}

function playedText({ proof, answer, elementCount, elements, requests, verdicts }: Played): string {
  const fields = elements.flatMap(({ element, fields: read }) =>
    read.map(
      ({ field, value, problem }) => `  ${element} ${field}  ${JSON.stringify(problem ?? value ?? null)}`,
    ),
  );
  return [
    `${proof.result}${proof.reason ? ` (${proof.reason})` : ''}, answered ${answer.status}`,
    `${elementCount ?? 'no'} elements`,
    ...fields,
    ...requests.map(
      (one) => `→ ${one.element} ${one.scope}: ${one.type} ${one.action} ${one.externalId} (${one.state})`,
    ),
    ...verdicts.map((one) => `✗ ${one.element} ${one.verdict} by ${one.rule} ${JSON.stringify(one.facts)}`),
  ].join('\n');
}
