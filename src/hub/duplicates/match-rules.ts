import type { RecordType } from '@hookyard/sdk';

import type { Clock } from '../../clock/index.js';
import { HostError, ignore } from '../../errors/index.js';
import { raiseConfigVersion, writeAudit, type Actor } from '../../registry/index.js';
import type { OpenStore } from '../../store/index.js';
import { newKey } from '../../vault/index.js';
import type { MatchDefinition } from './match-forms.js';
import {
  checkedDefinition,
  checkedType,
  SUGGESTIONS,
  type MatchRule,
  type MatchRuleInput,
} from './match-rule.js';
import { allRules, deleteRule, insertRule, ruleOf, updateRule } from './rule-statements.js';

export interface MatchRulesOptions {
  readonly store: Pick<OpenStore, 'notify' | 'onNotify' | 'read' | 'write'>;
  readonly clock: Clock;
  /** Whose telephone numbers those without a country code are, where a rule says nothing. */
  readonly country?: string;
}

export interface MatchRulePatch {
  readonly name?: string;
  readonly isEnabled?: boolean;
  readonly definition?: unknown;
}

const MOST_RULES = 50;
/** Of all tenants: the rules are kept in memory. */
const MOST_ROWS = 100_000;
/** How often other processes' changes are looked for where no notice of them came. */
const POLL_MS = 1_000;

/**
 * The rules by which duplicates are found, in memory as they were last read: a write asks them and waits for nothing.
 * Another process may learn of a new rule a second late; the walk over what there was begins after that.
 */
export class MatchRules {
  private rules: readonly MatchRule[] = [];
  private watched: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;
  private unlisten: () => void = () => undefined;

  constructor(private readonly options: MatchRulesOptions) {}

  async start(): Promise<void> {
    await this.load();
    const { store } = this.options;
    this.unlisten = store.onNotify((topic) => {
      if (topic === 'config') this.loadLater();
    });
    this.timer = setInterval(() => this.loadLater(), POLL_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.unlisten();
  }

  /** Whether somebody looks for duplicates of the type: asked for every record written. */
  watches(tenant: number, type: RecordType): boolean {
    return this.watched.size > 0 && this.watched.has(`${tenant} ${type}`);
  }

  hasAny(): boolean {
    return this.rules.length > 0;
  }

  byNumber(): ReadonlyMap<number, MatchRule> {
    return new Map(this.rules.map((rule) => [rule.number, rule]));
  }

  list(tenant: number): MatchRule[] {
    return this.rules.filter((rule) => rule.tenant === tenant);
  }

  get(tenant: number, id: string): MatchRule {
    const rule = this.rules.find((one) => one.id === id && one.tenant === tenant);
    if (!rule) throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
    return rule;
  }

  /** As it is in the database now, whichever process changed it. */
  async read(tenant: number, id: string): Promise<MatchRule> {
    await this.load();
    return this.get(tenant, id);
  }

  async suggested(actor: Actor, key: string): Promise<MatchRule> {
    const found = SUGGESTIONS.find((one) => one.key === key);
    if (!found) throw new HostError('NOT_FOUND', { subject: key.slice(0, 100) });
    const { key: _, ...input } = found;
    return this.create(actor, input);
  }

  async create(actor: Actor, { type, name, isEnabled = true, ...given }: MatchRuleInput): Promise<MatchRule> {
    const { tenant } = actor;
    if (this.list(tenant).length >= MOST_RULES)
      throw new HostError('CONFLICT', { detail: `there are ${MOST_RULES} rules; remove one first` });
    const definition = JSON.stringify(checkedDefinition(given));
    const publicId = newKey('mru_');
    const { store, clock } = this.options;
    await store.write(async (tx) => {
      const now = clock.now();
      const row = {
        publicId,
        tenant,
        type: checkedType(type),
        name,
        isEnabled: Number(isEnabled),
        definition,
        now,
      };
      const made = await tx.many(insertRule, [row]);
      if (made.length === 0) throw nameTaken(name);
      await writeAudit(tx, actor, now, {
        action: 'match-rule.create',
        subject: publicId,
        after: { type, name, ...given },
      });
      await raiseConfigVersion(tx, actor);
    });
    return this.shown(tenant, publicId);
  }

  /** What matches otherwise than before is looked for anew. */
  async change(actor: Actor, id: string, patch: MatchRulePatch): Promise<MatchRule> {
    const before = this.get(actor.tenant, id);
    const name = patch.name ?? before.name;
    const isEnabled = patch.isEnabled ?? before.isEnabled;
    const old = JSON.stringify(definitionOf(before));
    const definition =
      patch.definition === undefined ? old : JSON.stringify(checkedDefinition(patch.definition));
    const isOther = definition !== old || isEnabled !== before.isEnabled;
    const edition = before.edition + (isOther ? 1 : 0);
    const { store, clock } = this.options;
    await store.write(async (tx) => {
      const now = clock.now();
      const row = { id: before.number, name, edition, isEnabled: Number(isEnabled), definition, now };
      const changed = await tx.many(updateRule, [row]);
      if (changed.length === 0) throw await this.unchangeable(actor.tenant, id, name);
      await writeAudit(tx, actor, now, {
        action: 'match-rule.change',
        subject: id,
        before: { name: before.name, isEnabled: before.isEnabled, ...definitionOf(before) },
        after: { name, isEnabled, ...(JSON.parse(definition) as MatchDefinition) },
      });
      await raiseConfigVersion(tx, actor);
    });
    return this.shown(actor.tenant, id);
  }

  /** It went meanwhile, or another has its new name. */
  private async unchangeable(tenant: number, id: string, name: string): Promise<HostError> {
    await this.read(tenant, id);
    return nameTaken(name);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const { number, type, name } = this.get(actor.tenant, id);
    const { store, clock } = this.options;
    await store.write(async (tx) => {
      await tx.many(deleteRule, [{ id: number }]);
      await writeAudit(tx, actor, clock.now(), {
        action: 'match-rule.remove',
        subject: id,
        before: { type, name },
      });
      await raiseConfigVersion(tx, actor);
    });
    await this.load();
    store.notify('config');
  }

  /** Read anew from the database: what a search is about to believe. */
  async load(): Promise<void> {
    const { store, country } = this.options;
    const rows = await store.read(allRules, [{ limit: MOST_ROWS }]);
    this.rules = rows.map((row) => ({ ...(country === undefined ? {} : { country }), ...ruleOf(row) }));
    const enabled = this.rules.filter(({ isEnabled }) => isEnabled);
    this.watched = new Set(enabled.map(({ tenant, type }) => `${tenant} ${type}`));
  }

  private async shown(tenant: number, id: string): Promise<MatchRule> {
    await this.load();
    this.options.store.notify('config');
    return this.get(tenant, id);
  }

  private loadLater(): void {
    this.load().catch((error: unknown) => ignore(error, 'the match rules are read again in a second'));
  }
}

function definitionOf({ parts, country, countryField }: MatchDefinition): MatchDefinition {
  return {
    parts,
    ...(country === undefined ? {} : { country }),
    ...(countryField === undefined ? {} : { countryField }),
  };
}

function nameTaken(name: string): HostError {
  return new HostError('CONFLICT', { subject: name, detail: 'the type has a rule of this name' });
}
