import { mkdirSync } from 'node:fs';

import type { Command } from 'commander';

import { captured, fixtureNameOf, isFixture, writeFiles } from '../connector/captured.js';
import type { Context } from '../context.js';

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

async function capture(context: Context, id: string, { as, into }: CaptureOptions): Promise<void> {
  const { out, signal } = context;
  const files = await captured(context.api(), id, as ?? fixtureNameOf(id), signal);
  mkdirSync(into, { recursive: true });
  const written = writeFiles(into, files);
  if (written.some((file) => !isFixture(file)))
    out.say('its body is no text: look for secrets and names in it yourself');
  out.result({ files: written }, (result) => result.files.map((file) => `wrote ${file}`).join('\n'));
}
