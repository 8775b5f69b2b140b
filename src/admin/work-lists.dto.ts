import type { Mode, RecordType } from '@hookyard/sdk';

import { ChoiceFilter, ConnectionFilter, SwitchFilter, TypeFilter, WordFilter } from './filters.dto.js';
import { ListBy } from './page.dto.js';

const MODES = ['live', 'sandbox'] as const;
const DIRECTIONS = ['TO', 'FROM'] as const;
export const GROUP_STATES = ['open', 'dismissed'] as const;
const RECONCILE_STATES = [
  'listing',
  'comparing',
  'planned',
  'running',
  'done',
  'cancelled',
  'expired',
] as const;
const REPLAY_STATES = ['planning', 'planned', 'running', 'paused', 'done', 'cancelled', 'expired'] as const;
const SYNC_STATES = ['receiving', 'received', 'broken'] as const;

/** What people or the host began is listed as it came. */
const ByAge = () => ListBy('newest', 'oldest');

export class ReplaysQuery extends ByAge() {
  @ConnectionFilter()
  connection?: string;

  @ChoiceFilter(REPLAY_STATES)
  state?: (typeof REPLAY_STATES)[number];
}

export class ReconcilesQuery extends ByAge() {
  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(RECONCILE_STATES)
  state?: (typeof RECONCILE_STATES)[number];
}

export class SyncsQuery extends ByAge() {
  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(DIRECTIONS)
  direction?: (typeof DIRECTIONS)[number];

  @ChoiceFilter(SYNC_STATES)
  state?: (typeof SYNC_STATES)[number];
}

export class DuplicatesQuery extends ByAge() {
  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(GROUP_STATES, 'Default: open.')
  state: (typeof GROUP_STATES)[number] = 'open';

  @WordFilter({ example: 'mru_…', description: 'Found by this rule.' })
  rule?: string;

  @ChoiceFilter(MODES)
  mode?: Mode;
}

export class MergesQuery extends ByAge() {
  @WordFilter({ example: 'rec_…', description: 'What was merged into this record.' })
  winner?: string;

  @TypeFilter()
  type?: RecordType;

  @SwitchFilter()
  undone?: boolean;
}

export class VersionsQuery extends ByAge() {}

export class HistoryQuery extends ByAge() {}

export class TurnsQuery extends ListBy('oldest', 'newest') {}

export class UnknownScopesQuery extends ListBy('count', 'name') {}
