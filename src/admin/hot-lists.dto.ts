import { SCOPE_ACTIONS, type RecordType, type ScopeAction } from '@hookyard/sdk';

import { REQUEST_STATES, VERDICTS, type RequestState, type Verdict } from '../flow/index.js';
import { ChoiceFilter, ConnectionFilter, TimeFilter, TypeFilter, WordFilter } from './filters.dto.js';
import { ListBy } from './page.dto.js';

const DIRECTIONS = ['TO', 'FROM'] as const;
const HOOK_STATES = ['open', 'resolved', 'parked'] as const;

/** What goes through the host is listed as it came. */
const ByAge = () => ListBy('newest', 'oldest');

export class HooksQuery extends ByAge() {
  @ConnectionFilter()
  connection?: string;

  @ChoiceFilter(HOOK_STATES, '`open`: not all of it is resolved yet.')
  state?: (typeof HOOK_STATES)[number];

  @TimeFilter('Received then or later.')
  from?: string;

  @TimeFilter('Received before. What was rejected first and accepted later stands where it was accepted.')
  to?: string;
}

export class TransfersQuery extends ByAge() {
  @ConnectionFilter()
  connection?: string;

  @ChoiceFilter(DIRECTIONS)
  direction?: (typeof DIRECTIONS)[number];

  @ChoiceFilter(Object.keys(REQUEST_STATES))
  state?: RequestState;

  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(Object.keys(SCOPE_ACTIONS))
  action?: ScopeAction;

  @WordFilter({ example: 'order/updated' })
  scope?: string;

  @WordFilter({
    example: 'bad-config',
    description: 'What it is held or parked for, or ended with; also only the part before a colon.',
  })
  code?: string;

  @WordFilter({
    example: '1001',
    description: 'The record, as the side that the request reads from calls it.',
  })
  recordId?: string;

  @WordFilter({ example: 'hok_…', description: 'What this hook brought about.' })
  hook?: string;

  @WordFilter({ example: 'trk_…', description: 'The whole tree of a tracking id.' })
  trackingId?: string;

  @TimeFilter('Queued then or later.')
  from?: string;

  @TimeFilter('Queued before.')
  to?: string;
}

export class RejectionsQuery extends ByAge() {
  @ConnectionFilter()
  connection?: string;

  @WordFilter({ example: 'rcv_…', description: 'Only those at this receiver.' })
  receiver?: string;

  @WordFilter({ example: 'signature' })
  reason?: string;

  @TimeFilter('Refused then or later.')
  from?: string;

  @TimeFilter('Refused before.')
  to?: string;
}

export class VerdictsQuery extends ByAge() {
  @ConnectionFilter()
  connection?: string;

  @WordFilter({ example: 'hok_…', description: 'Of the elements of this hook.' })
  hook?: string;

  @WordFilter({ example: 'req_…', description: 'Of what this request would have brought about.' })
  transfer?: string;

  @ChoiceFilter(VERDICTS)
  verdict?: Verdict;

  @WordFilter({ example: 'scope.enabled', description: 'docs/reference/verdicts.md lists the rules.' })
  rule?: string;

  @TypeFilter()
  type?: RecordType;

  @WordFilter({ example: 'order/updated' })
  scope?: string;

  @WordFilter({ example: '1001' })
  recordId?: string;

  @TimeFilter('Spoken then or later.')
  from?: string;

  @TimeFilter('Spoken before.')
  to?: string;
}

export class AuditQuery extends ByAge() {
  @WordFilter({ example: 'key_…', description: 'The API key, or `host`.' })
  actor?: string;

  @WordFilter({ example: 'connection.change', description: 'Or only what stands before the dot.' })
  action?: string;

  @WordFilter({ example: 'con_…', description: 'The id of what was changed.' })
  subject?: string;

  @TimeFilter('Done then or later.')
  from?: string;

  @TimeFilter('Done before.')
  to?: string;
}

export class DeletesQuery extends ListBy('name') {
  @ConnectionFilter()
  connection?: string;

  @ChoiceFilter(DIRECTIONS)
  direction?: (typeof DIRECTIONS)[number];

  @TypeFilter()
  type?: RecordType;
}
