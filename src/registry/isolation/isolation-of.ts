import type { Isolation } from '../directory.js';
import type { ConnectorSource } from '../loading/origin.js';

/** How connectors run by the operator's choice: by their folder or package, `*` for all others. */
export type IsolationChoices = Readonly<Record<string, Isolation>>;

/** What was tested with the host, and what an operator named by version and integrity. */
const TRUSTED: readonly ConnectorSource[] = ['repository', 'package', 'data'];

/** S4.9: in this process what was tested with the host or pinned by an operator; in workers all others, and by choice. */
export function isolationOf(
  place: { readonly source: ConnectorSource; readonly names: readonly (string | null)[] },
  pinned: Isolation | undefined,
  choices: IsolationChoices = {},
): Isolation {
  const chosen = [...place.names, '*'].flatMap((name) => (name === null ? [] : (choices[name] ?? [])))[0];
  return chosen ?? pinned ?? (TRUSTED.includes(place.source) ? 'inProcess' : 'worker');
}
