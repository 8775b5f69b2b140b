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
export function connectorSteps(document: ConfigDocument, state: HostState): Step[] {
  const { connectors } = document;
  refuseMissing(document, state);
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

/** A connection is pinned to a version: one that is neither here nor in the document has to be brought first. */
function refuseMissing({ connectors, connections }: ConfigDocument, state: HostState): void {
  const there = state.connectors.filter(({ source }) => source !== 'missing').map(connectorKey);
  const known = new Set([...there, ...connectors.map(connectorKey)]);
  const missing = connections.flatMap(({ name, connector, connectorVersion }) => {
    if (typeof connectorVersion !== 'string') return [];
    const present = state.connections.find(({ row }) => row.name === name)?.row;
    const key = `${String(connector)}@${connectorVersion}`;
    return known.has(key) || present?.connectorVersion === connectorVersion ? [] : [`${name}: ${key}`];
  });
  if (missing.length === 0) return;
  throw new CommandError(
    EXIT.refused,
    `versions of connectors are not on this host: ${missing.join(', ')}`,
    'Name their packages in connectors.json, run hookyard connectors install and start again, or name another version.',
  );
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
