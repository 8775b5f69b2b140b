import { declaredSecrets, type JsonObject } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';
import { tellOfConnection } from '../connection-events.js';
import { changeConnectionSecrets } from '../connection-secret.store.js';
import { ConnectionSecretRow } from '../connection-secret.entity.js';
import { ConnectionRow } from '../connection.entity.js';
import type { Actor, Change } from '../configuration-writer.js';
import type { LoadedConnector } from '../directory.js';
import { factsOf, type ConnectorFacts } from '../imprints/connector-facts.js';
import { ConnectorImprintRow } from '../imprints/connector-imprint.entity.js';
import { MappingCollectionRow } from '../mapping-collection.entity.js';
import { definitionOf } from '../mapping-collection.store.js';
import { joinDeclared } from '../record-types/declared-types.js';
import { readDeclaredFields } from '../record-type.store.js';
import type { RegistryParts } from '../registry-parts.js';
import { ScopeRow } from '../scope.entity.js';
import { addDeclaredScopes, followHubScopes } from '../scope.store.js';
import type { SecretInputs } from '../secrets.js';
import { knownTranslations } from '../translation.store.js';
import { insertUpgrade, type Before, type ScopeBefore } from './connection-upgrade.store.js';
import { planUpgrade, scopeAfter, type UpgradePlan, type UpgradedConnection } from './upgrade-plan.js';

export interface UpgradeAsk {
  readonly settings?: JsonObject;
  readonly secrets?: SecretInputs;
  readonly major?: boolean;
}

type Parts = Pick<RegistryParts, 'clock' | 'directory' | 'readSource' | 'shelf' | 'vault'>;

/** An upgrade that may be applied, and to what it was planned. */
export interface PreparedUpgrade {
  readonly to: LoadedConnector;
  readonly ask: UpgradeAsk;
  readonly plan: UpgradePlan;
  readonly facts: ConnectorFacts;
  readonly settingsAfter: JsonObject;
  /** The settings it was planned on, as they are stored. */
  readonly settingsBefore: string;
}

/** What an upgrade of a connection would do, from what is stored of it. It may ask the connector: under no lock. */
export async function prepareUpgrade(
  parts: Parts,
  row: ConnectionRow,
  { to, ask }: { readonly to: LoadedConnector; readonly ask: UpgradeAsk },
): Promise<PreparedUpgrade> {
  const { manager } = parts.readSource;
  const connection = await connectionOf(parts, manager, row);
  const facts = await factsOfPinned(parts, manager, row);
  const secrets = Object.entries(ask.secrets ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [name],
  );
  const { settingsAfter, ...plan } = await planUpgrade(
    connection,
    { from: facts, to: to.definition },
    { ...ask, secrets },
  );
  return { to, ask, plan, facts, settingsAfter, settingsBefore: row.settings };
}

/** Throws UPGRADE_REFUSED with everything that stands against it. */
export function refuseUpgrade({ plan }: PreparedUpgrade, subject: string): void {
  if (plan.problems.length > 0)
    throw new HostError('UPGRADE_REFUSED', { subject, errors: [...plan.problems] });
}

/**
 * Moves a connection to another version inside a change: version, settings, secrets and scopes, with what they were.
 * Throws CONFLICT where the connection is not what the upgrade was planned on.
 */
export async function applyUpgrade(
  parts: Parts,
  { change, actor }: { readonly change: Change; readonly actor: Actor },
  row: ConnectionRow,
  prepared: PreparedUpgrade,
): Promise<void> {
  const { manager, now } = change;
  const { to, ask, plan, settingsAfter, settingsBefore } = prepared;
  refuseOther(row, prepared);
  const from = row.connectorVersion;
  const changed = await changeScopes(change, row, prepared);
  Object.assign(row, { connectorVersion: plan.to, settings: JSON.stringify(settingsAfter) });
  await manager.save(ConnectionRow, row);
  if (ask.secrets) {
    const names = Object.keys(declaredSecrets(to.definition));
    await changeConnectionSecrets(manager, row, ask.secrets, { names, now, vault: parts.vault });
  }
  const before: Before = { settings: JSON.parse(settingsBefore) as JsonObject, ...changed };
  await insertUpgrade(manager, { actor, connection: row, from, before, changes: plan }, now);
  const more = { from, to: plan.to, isRollBack: false };
  await tellOfConnection(change.tx, parts, { row, actor, type: 'connection.upgraded', more });
}

/** What was planned on is still what is there. */
export function refuseOther(row: ConnectionRow, { plan, settingsBefore }: PreparedUpgrade): void {
  if (row.connectorVersion === plan.from && row.settings === settingsBefore) return;
  throw new HostError('CONFLICT', { subject: row.publicId, detail: 'it was changed at the same time' });
}

async function changeScopes(
  { manager, now }: Change,
  row: ConnectionRow,
  { facts, to }: PreparedUpgrade,
): Promise<Pick<Before, 'added' | 'scopes'>> {
  const after = factsOf(to.definition);
  const scopes: ScopeBefore[] = [];
  const there = await manager.findBy(ScopeRow, { connection: row.id });
  for (const scope of there) {
    const changes = scopeAfter(scope, facts, after);
    if (Object.keys(changes).length === 0) continue;
    scopes.push(scopeBefore(scope));
    await manager.update(ScopeRow, { id: scope.id }, { ...changes, updatedAt: now });
  }
  await addDeclaredScopes(manager, row.id, to.definition, now);
  await followHubScopes(manager, row.id, to.definition, now);
  const known = new Set(there.map(({ publicId }) => publicId));
  const present = await manager.findBy(ScopeRow, { connection: row.id });
  return { scopes, added: present.flatMap(({ publicId }) => (known.has(publicId) ? [] : [publicId])) };
}

function scopeBefore(scope: ScopeRow): ScopeBefore {
  const { publicId, type, action, description, source, recordExpression, versionExpression, isEnabled } =
    scope;
  return { publicId, type, action, description, source, recordExpression, versionExpression, isEnabled };
}

async function connectionOf(
  { shelf, clock }: Parts,
  manager: Change['manager'],
  row: ConnectionRow,
): Promise<UpgradedConnection> {
  const of = { connection: row.id };
  const now = clock.now();
  const secrets = await manager.findBy(ConnectionSecretRow, of);
  const collections = await manager.findBy(MappingCollectionRow, { ...of, isEnabled: true });
  const own = (await readDeclaredFields(manager, [row.tenant])).get(row.tenant);
  return {
    settings: JSON.parse(row.settings) as JsonObject,
    secrets: new Set(
      secrets.flatMap(({ name, notAfter }) => (notAfter === null || notAfter > now ? [name] : [])),
    ),
    scopes: await manager.findBy(ScopeRow, of),
    collections: collections.map((one) => ({
      id: one.publicId,
      name: one.name,
      definition: definitionOf(one),
    })),
    tables: await knownTranslations(manager, row.tenant),
    declaredFields: joinDeclared(shelf.recordTypes(row.tenant), own),
  };
}

/** What is known of the version a connection is pinned to, whether it is loaded or not. */
async function factsOfPinned(
  { shelf }: Parts,
  manager: Change['manager'],
  { tenant, connector: name, connectorVersion: version }: ConnectionRow,
): Promise<ConnectorFacts> {
  const exact = shelf.find(tenant, name, version);
  if (exact) return factsOf(exact.definition);
  const row = await manager.findOneBy(ConnectorImprintRow, { name, version });
  if (row) return JSON.parse(row.facts) as ConnectorFacts;
  const instead = shelf.pinned(tenant, name, version);
  if (!instead) throw new HostError('CONNECTOR_UNAVAILABLE', { subject: `${name}@${version}` });
  return { ...factsOf(instead.definition), version };
}
