import { SCOPE_ACTIONS, type Direction, type Mode, type RecordType, type ScopeAction } from '@hookyard/sdk';

import { ROLES, type Role } from '../registry/index.js';
import {
  ChoiceFilter,
  ConnectionFilter,
  NameFilter,
  SwitchFilter,
  TypeFilter,
  WordFilter,
} from './filters.dto.js';
import { ListBy } from './page.dto.js';

const CONNECTION_STATES = [
  'active',
  'paused',
  'failing',
  'unavailable',
  'needs_authorization',
  'disabled',
] as const;
const DIRECTIONS = ['TO', 'FROM'] as const;

/** What is configured is listed as it was made, or by its names. */
const ByAgeOrName = () => ListBy('oldest', 'newest', 'name');

export class ConnectionsQuery extends ByAgeOrName() {
  @WordFilter({ example: 'acme' })
  connector?: string;

  @ChoiceFilter(CONNECTION_STATES)
  state?: (typeof CONNECTION_STATES)[number];

  @ChoiceFilter(['live', 'sandbox'])
  mode?: Mode;

  @WordFilter({ description: 'The account of the system, as it is set.' })
  account?: string;

  @NameFilter()
  name?: string;
}

export class ScopesQuery extends ByAgeOrName() {
  @ChoiceFilter(DIRECTIONS)
  direction?: Direction;

  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(Object.keys(SCOPE_ACTIONS))
  action?: ScopeAction;

  @SwitchFilter()
  enabled?: boolean;

  @NameFilter()
  name?: string;
}

export class CollectionsQuery extends ByAgeOrName() {
  @ConnectionFilter()
  connection?: string;

  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(DIRECTIONS)
  direction?: Direction;

  @SwitchFilter()
  enabled?: boolean;

  @NameFilter()
  name?: string;
}

export class TranslationsQuery extends ByAgeOrName() {
  @NameFilter()
  name?: string;
}

export class ReceiversQuery extends ByAgeOrName() {
  @WordFilter({ example: 'acme' })
  connector?: string;

  @NameFilter()
  name?: string;
}

export class KeysQuery extends ByAgeOrName() {
  @ChoiceFilter(ROLES)
  role?: Role;

  @NameFilter()
  name?: string;

  @WordFilter({ example: 'ten_…', description: "Another tenant's keys, for the host's own operator." })
  tenant?: string;
}

export class TenantsQuery extends ByAgeOrName() {
  @ChoiceFilter(['active', 'suspended'])
  state?: 'active' | 'suspended';

  @NameFilter()
  name?: string;
}

export class SchedulesQuery extends ListBy('name', 'oldest', 'newest') {
  @TypeFilter()
  type?: RecordType;

  @SwitchFilter()
  paused?: boolean;
}

export class MatchRulesQuery extends ListBy('oldest', 'newest', 'name') {
  @TypeFilter()
  type?: RecordType;

  @SwitchFilter()
  enabled?: boolean;

  @NameFilter()
  name?: string;
}

export class SuggestionsQuery extends ListBy('name') {
  @TypeFilter()
  type?: RecordType;
}

export class ConnectorsQuery extends ListBy('name') {
  @ChoiceFilter(['code', 'data'])
  form?: 'code' | 'data';

  @SwitchFilter('Of every tenant, or of this one.')
  shared?: boolean;

  @NameFilter()
  name?: string;
}

export class RefusedConnectorsQuery extends ListBy('name') {}

export class RecordTypesQuery extends ListBy('name') {
  @ChoiceFilter(['host', 'connector', 'tenant'], 'Who declares fields of it.')
  declaredBy?: 'host' | 'connector' | 'tenant';

  @SwitchFilter('No field of it is declared.')
  open?: boolean;

  @NameFilter()
  name?: string;
}

export class EndpointsQuery extends ByAgeOrName() {
  @ChoiceFilter(['unverified', 'active', 'disabled'])
  state?: 'unverified' | 'active' | 'disabled';

  @ChoiceFilter(['live', 'sandbox'])
  mode?: Mode;

  @WordFilter({ example: 'acme', description: 'Whose they are.' })
  subscriber?: string;

  @NameFilter()
  name?: string;
}

export class PortalLinksQuery extends ByAgeOrName() {
  @WordFilter({ example: 'acme' })
  subscriber?: string;

  @ChoiceFilter(['live', 'sandbox'])
  mode?: Mode;
}

export class TriggersQuery extends ByAgeOrName() {
  @ChoiceFilter(['active', 'disabled'])
  state?: 'active' | 'disabled';

  @ChoiceFilter(['live', 'sandbox'])
  mode?: Mode;

  @NameFilter()
  name?: string;
}
export class HandlersQuery extends EndpointsQuery {}

export class EventTypesQuery extends ListBy('name') {
  @NameFilter()
  name?: string;
}
