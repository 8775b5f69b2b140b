import type { AnyConnector, RecordHandlers, RecordType, ResolvedElement } from '@hookyard/sdk';

import { idText } from '../../../flow/index.js';
import type { Path } from '../wire.js';

/** Actions that speak of all records of a type: their ids are none. */
const OF_A_TYPE = new Set(['POLL', 'INITIALIZE']);

/** What the host asks next: the ids in what `resolve` answered, each in the one form that its type gives it. */
export class IdsAhead {
  private readonly rules = new Map<string, Rule>();

  constructor({ scopes, records }: AnyConnector) {
    for (const [name, scope] of Object.entries(scopes ?? {})) {
      const [type, action] = 'type' in scope ? [scope.type, scope.action] : scope;
      const rules = (records?.[type] as RecordHandlers | undefined)?.id;
      if (rules && !OF_A_TYPE.has(action)) this.rules.set(name, { type, rules });
    }
  }

  /** Type, id and its one form, one after the other. What fails is left to be asked for. */
  of([of, name]: Path, answer: unknown): string[] {
    if (of !== 'webhook' || name !== 'resolve' || this.rules.size === 0 || !Array.isArray(answer)) return [];
    return (answer as readonly (ResolvedElement | null | undefined)[]).flatMap((one) => {
      const rule = this.rules.get(one?.scope as string);
      const raw = idText(one?.externalId);
      if (!rule || raw === null) return [];
      try {
        const id: unknown = rule.rules.normalize(raw);
        return typeof id === 'string' ? [rule.type, raw, id] : [];
      } catch {
        return [];
      }
    });
  }
}

interface Rule {
  readonly type: RecordType;
  readonly rules: NonNullable<RecordHandlers['id']>;
}
