import type { Mode } from '@hookyard/sdk';

import { tellsOfRecords } from '../../events/index.js';
import { pathProblem } from '../../mapping/index.js';
import { refuse, subscriberProblems, type Problem } from './subscriber-check.js';
import type { TriggerDefinition } from './subscriber-view.js';

/** Throws VALIDATION_FAILED with every problem. `isConnection`: one of its tenant and mode. */
export function checkTrigger(
  definition: TriggerDefinition,
  mode: Mode,
  {
    secretHeaders,
    isConnection,
  }: { readonly secretHeaders: readonly string[]; readonly isConnection: (id: string) => boolean },
): void {
  refuse([
    ...subscriberProblems(definition, mode, secretHeaders),
    ...formProblems(definition),
    ...fieldProblems(definition),
    ...knownProblems(definition, isConnection),
    ...recordProblems(definition),
  ]);
}

/** A secret header goes to the system it was given for: at another address its value has to be said again. */
export function refuseMovedSecrets(
  kept: readonly string[],
  said: readonly string[],
  urls: { readonly before: string; readonly after: string },
): void {
  if (new URL(urls.before).origin === new URL(urls.after).origin) return;
  const left = kept.filter((name) => !said.includes(name));
  refuse(
    left.map((name) => ({
      field: `secretHeaders.${name}`,
      message: 'was given for another address: give it again, or null to take it away',
    })),
  );
}

function formProblems({ method, sendAs }: TriggerDefinition): Problem[] {
  if (method === 'POST' || sendAs === 'query') return [];
  return [{ field: 'sendAs', message: 'of a GET is query: it has no body' }];
}

function fieldProblems({ fields, staticFields }: TriggerDefinition): Problem[] {
  const paths = Object.entries(fields).flatMap(([name, path]) => {
    const problem = pathProblem(path.replace(/^\$\./, ''));
    return problem === null ? [] : [{ field: `fields.${name}`, message: problem }];
  });
  const both = Object.keys(staticFields).filter((name) => Object.hasOwn(fields, name));
  return [
    ...paths,
    ...both.map((name) => ({ field: `staticFields.${name}`, message: 'is a field of the record, too' })),
  ];
}

function knownProblems({ knownIn }: TriggerDefinition, isConnection: (id: string) => boolean): Problem[] {
  if (knownIn === null || knownIn === '*' || isConnection(knownIn)) return [];
  return [{ field: 'knownIn', message: 'is no connection of this mode; * is any' }];
}

/** What is asked of a record cannot be asked where there is none. */
function recordProblems({ events, knownIn, waitSeconds, restartSeconds }: TriggerDefinition): Problem[] {
  if (tellsOfRecords(events)) return [];
  const asked = {
    knownIn: knownIn !== null,
    waitSeconds: waitSeconds > 0,
    restartSeconds: restartSeconds > 0,
  };
  return Object.entries(asked).flatMap(([field, isAsked]) =>
    isAsked ? [{ field, message: 'needs events that are all of records: record.*' }] : [],
  );
}
