import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sharedPath } from '../kit/shared-material.js';

/** One body of the corpus, as it would be sent. */
export interface CorpusBody {
  readonly provider: string;
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Records batched inside. */
  readonly records: number;
}

const COLUMNS = ['provider', 'event', 'file', 'headers_file', 'content_type', 'bytes', 'records'] as const;

/** Every body of the corpus, or null where it is not there. */
export function corpusBodies(): readonly CorpusBody[] | null {
  const folder = sharedPath('corpus');
  if (folder === null) return null;
  const [, ...lines] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => bodyOf(folder, line.split('\t')));
}

function bodyOf(folder: string, cells: readonly string[]): CorpusBody {
  const cell = (name: (typeof COLUMNS)[number]): string => cells[COLUMNS.indexOf(name)] ?? '';
  const [provider, event] = [cell('provider'), cell('event')];
  return {
    provider,
    event,
    headers: {
      ...eventHeader(provider, event),
      ...capturedHeaders(folder, cell('headers_file')),
      'content-type': cell('content_type'),
    },
    body: readFileSync(join(folder, cell('file'))),
    records: Number(cell('records')),
  };
}

/** What was captured, without what belongs to the connection it came over. */
function capturedHeaders(folder: string, file: string): Record<string, string> {
  if (file === '' || !existsSync(join(folder, file))) return {};
  const captured = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
  const kept = Object.entries(captured)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(
      ([name]) => !/^(?:content-(?:length|encoding)|host|connection|transfer-encoding|expect)$/.test(name),
    );
  return Object.fromEntries(kept);
}

/** Two senders name the event in a header alone, which not every source of a body has kept. */
function eventHeader(provider: string, event: string): Record<string, string> {
  if (provider !== 'github' && provider !== 'gitea') return {};
  const name = event
    .replace(/^hookdeck\./, '')
    .replace(/(?:-event|\..*)$/, '')
    .replaceAll('-', '_');
  return { [`x-${provider}-event`]: name };
}
