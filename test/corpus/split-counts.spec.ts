import { endWorkers } from '../../src/expressions/index.js';
import { aDirectory } from '../kit/a-directory.js';
import { aHook } from '../kit/a-hook.js';
import { type Resolved, resolved } from '../kit/resolved.js';
import { type CorpusBody, corpusBodies } from './corpus.js';
import { SENDERS, corpusConnector } from './corpus-connectors.js';

const bodies = corpusBodies();
// One clear line where the corpus is not beside the repository.
const inCorpus = bodies ? describe : describe.skip;

afterAll(() => endWorkers());

const connectors = new Map(Object.keys(SENDERS).map((provider) => [provider, corpusConnector(provider)]));

function read({ provider, headers, body }: CorpusBody): Promise<Resolved> {
  const connector = connectors.get(provider);
  if (!connector) throw new Error(`no connector for ${provider}`);
  return resolved(aDirectory({ connections: [{ connector, form: 'data' }] }), aHook({ headers, body }));
}

inCorpus('every body of the corpus, by a connector in data', () => {
  it('has a connector, and no connector is without a body', () => {
    expect([...new Set(bodies?.map((body) => body.provider))].sort()).toEqual(Object.keys(SENDERS).sort());
  });

  it.each((bodies ?? []).map((body) => [`${body.provider} ${body.event}`, body] as const))(
    '%s becomes as many requests as it has records',
    async (_, body) => {
      const { drafts, verdicts } = await read(body);

      expect(verdicts.map(({ ruling }) => ruling)).toEqual([]);
      expect(drafts).toHaveLength(body.records);
      const declared = connectors.get(body.provider)?.scopes ?? {};
      expect(drafts.map((draft) => draft.scope).filter((scope) => !(scope in declared))).toEqual([]);
      expect(drafts.every((draft) => draft.recordId !== '')).toBe(true);
    },
  );
});
