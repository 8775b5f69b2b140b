import type {
  AnyConnector,
  CollectionDefinition,
  RecordHandlers,
  RecordSource,
  RecordType,
  ScopeAction,
} from '@hookyard/sdk';

/** A scope as a connector declares it, with every default said. */
export interface DeclaredScope {
  readonly name: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly source: RecordSource;
  readonly record: string | null;
  readonly version: string | null;
}

const HUB_ACTIONS = ['CREATED', 'UPDATED', 'DELETED'] as const;

/** The scopes of the external system, in the order declared. */
export function declaredScopes(connector: AnyConnector): DeclaredScope[] {
  return Object.entries(connector.scopes).map(([name, declared]) => {
    const scope = 'type' in declared ? declared : { ...tupleOf(declared), ...declared[3] };
    return {
      name,
      type: scope.type,
      action: scope.action,
      description: scope.description,
      isEnabled: scope.enabled ?? true,
      source: scope.source ?? defaultSource(connector, scope.type),
      record: scope.record ?? null,
      version: scope.version ?? null,
    };
  });
}

/** `read` where the connector can get a record of the type, else `payload`. */
export function defaultSource(connector: AnyConnector, type: RecordType): RecordSource {
  return can(connector, type, 'get') ? 'read' : 'payload';
}

/** Whether a connector implements something for the records of a type. */
export function can(connector: AnyConnector, type: RecordType, act: keyof RecordHandlers): boolean {
  const handlers = connector.records?.[type];
  return handlers !== undefined && typeof handlers[act] === 'function';
}

/** The name of a hub event: `TRANSACTION/created`. */
export function hubScopeName(type: RecordType, action: ScopeAction): string {
  return `${type}/${action.toLowerCase()}`;
}

/**
 * The hub scopes of a connection: three for each type that it can write or has an outbound mapping for. Created and
 * updated are on where both are the case; deleted is off until somebody decides.
 */
export function hubScopes(
  connector: AnyConnector,
  collections: readonly Pick<CollectionDefinition, 'type' | 'direction' | 'syncType'>[],
): DeclaredScope[] {
  const outbound = collections.filter(({ direction }) => direction === 'FROM');
  const types = new Set([...writableTypes(connector), ...outbound.map(({ type }) => type)]);
  return [...types].flatMap((type) => {
    const isMapped = outbound.some((one) => one.type === type && !one.syncType.startsWith('DELETE'));
    const isOn = isMapped && canWrite(connector, type);
    return HUB_ACTIONS.map((action) => ({
      name: hubScopeName(type, action),
      type,
      action,
      description: `${type} ${action.toLowerCase()} in the hub`,
      isEnabled: isOn && action !== 'DELETED',
      source: 'read' as const,
      record: null,
      version: null,
    }));
  });
}

function writableTypes(connector: AnyConnector): RecordType[] {
  return (Object.keys(connector.records ?? {}) as RecordType[]).filter((type) => canWrite(connector, type));
}

function canWrite(connector: AnyConnector, type: RecordType): boolean {
  return (['create', 'update', 'writeMany'] as const).some((act) => can(connector, type, act));
}

function tupleOf([type, action, description]: readonly [RecordType, ScopeAction, string, ...unknown[]]) {
  return { type, action, description };
}
