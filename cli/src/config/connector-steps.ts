import { isDeepStrictEqual } from 'node:util';

import { connectorDataSchema } from '@hookyard/sdk';

import { CommandError, EXIT } from '../exit-codes.js';
import {
  connectorKey,
  type ConfigDocument,
  type ConnectorEntry,
  type HostState,
  type Row,
} from './document.js';
import type { Step } from './step.js';

/** Connectors in data form that the host lacks. A version never changes: another definition is refused. */
export function connectorSteps({ connectors }: ConfigDocument, state: HostState): Step[] {
  return connectors.flatMap((entry): Step[] => {
    const key = connectorKey(entry);
    refuseOther(entry);
    const present = state.connectors.find((one) => connectorKey(one) === key);
    if (!present) return [newConnector(entry)];
    if (present.form === 'code')
      throw new CommandError(
        EXIT.refused,
        `connector ${key} is in code on this host, and the document has it as data`,
        'Take it out of the document, or give the one in the document a name of its own.',
      );
    const definition = state.definitions.get(key);
    if (definition && isDeepStrictEqual(canonical(definition), canonical(entry.definition))) return [];
    throw new CommandError(
      EXIT.refused,
      `connector ${key} is there with another definition`,
      'A version never changes: raise the version in the document, of the connector and of its connections.',
    );
  });
}

function newConnector(entry: ConnectorEntry): Step {
  return {
    action: 'create',
    what: `connector ${connectorKey(entry)}${entry.shared === true ? ' for every tenant' : ''}`,
    run: (api) =>
      api.call('POST', '/v1/connectors', {
        body: entry.definition as never,
        ...(entry.shared === true ? { query: { shared: true } } : {}),
      }),
  };
}

function refuseOther({ name, version, definition }: ConnectorEntry): void {
  if (definition['name'] === name && definition['version'] === version) return;
  throw new CommandError(
    EXIT.usage,
    `the definition of connector ${name}@${version} names another: ` +
      `${String(definition['name'])}@${String(definition['version'])}`,
    'Say the same name and version in both places.',
  );
}

/** With what it leaves to defaults, as the host keeps it. */
function canonical(definition: Row): unknown {
  const read = connectorDataSchema.safeParse(definition);
  return JSON.parse(JSON.stringify(read.success ? read.data : definition));
}
