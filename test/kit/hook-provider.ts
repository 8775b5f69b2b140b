import type { MadeSubscription, PresentSubscription, WantedSubscription } from '@hookyard/sdk';

import type { SubscriptionCalls, SubscriptionFailure, Tried } from '../../src/flow/index.js';

/** One hook as the system has it. */
export interface RegisteredHook extends PresentSubscription {
  url: string;
  topics: readonly string[];
  expiresAt?: number;
  enabled?: boolean;
  /** What its hooks are signed with. */
  readonly secret?: string;
}

export interface ProviderRules {
  /** Whether a second registration of (address, topics) is refused. Default false. */
  readonly refusesDuplicates?: boolean;
  /** Registrations end after this. */
  readonly lifeMs?: number;
  /** It hands out a secret for each. */
  readonly handsOut?: boolean;
  /** Default: now. */
  readonly now?: () => number;
}

/**
 * A system hooks are registered at, in memory: what it holds outlives whichever host asks. Calls may be failed before
 * they have an effect, or lost after it.
 */
export class HookProvider {
  readonly hooks: RegisteredHook[] = [];
  readonly calls: string[] = [];
  private made = 0;
  private readonly planned: Planned[] = [];

  constructor(private readonly rules: ProviderRules = {}) {}

  /** The next call of this kind fails; `late`: after it had its effect. */
  failNext(
    what: keyof SubscriptionCalls,
    failure: SubscriptionFailure | Error,
    when: 'early' | 'late' = 'early',
  ): void {
    this.planned.push({ what, failure, when });
  }

  add(hook: Omit<RegisteredHook, 'id'>): RegisteredHook {
    this.made += 1;
    const made = { ...hook, id: `h${this.made}` };
    this.hooks.push(made);
    return made;
  }

  asked(): SubscriptionCalls {
    return {
      list: () => this.call('list', '', () => structuredClone(this.hooks)),
      create: (wanted) => this.call('create', wanted.topics.join('+'), () => this.create(wanted)),
      update: (id, wanted) => this.call('update', id, () => this.change(id, wanted)),
      renew: (id, wanted) => this.call('renew', id, () => this.change(id, wanted)),
      remove: (id) => this.call('remove', id, () => this.remove(id)),
    };
  }

  private async call<T>(
    what: keyof SubscriptionCalls,
    of: string,
    effect: () => T | SubscriptionFailure | typeof GONE,
  ): Promise<Tried<T>> {
    this.calls.push(`${what} ${of}`.trim());
    // As over a network: others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    const place = this.planned.findIndex((one) => one.what === what);
    const planned = place < 0 ? undefined : this.planned.splice(place, 1)[0];
    if (planned?.when === 'early') return thrown(planned.failure);
    const answer = effect();
    if (planned) return thrown(planned.failure);
    if (answer === GONE) return { kind: 'gone' };
    if (isFailure(answer)) return answer;
    return { kind: 'done', value: answer };
  }

  private create({ url, topics }: WantedSubscription): MadeSubscription | SubscriptionFailure {
    const isThere = this.hooks.some((hook) => hook.url === url && String(hook.topics) === String(topics));
    if (isThere && this.rules.refusesDuplicates) return failure('Conflict', { at: this.now() + 5_000 });
    const secret = this.rules.handsOut ? `whsec_${this.made + 1}` : undefined;
    const { id, expiresAt } = this.add({ url, topics, ...this.life(), ...(secret ? { secret } : {}) });
    return { id, ...(expiresAt === undefined ? {} : { expiresAt }), ...(secret ? { secret } : {}) };
  }

  private change(id: string, { url, topics }: WantedSubscription): MadeSubscription | typeof GONE {
    const hook = this.hooks.find((one) => one.id === id);
    if (!hook) return GONE;
    Object.assign(hook, { url, topics, enabled: true, ...this.life() });
    return { id, ...(hook.expiresAt === undefined ? {} : { expiresAt: hook.expiresAt }) };
  }

  private remove(id: string): typeof GONE | undefined {
    const place = this.hooks.findIndex((one) => one.id === id);
    if (place < 0) return GONE;
    this.hooks.splice(place, 1);
    return undefined;
  }

  private life(): { expiresAt?: number } {
    return this.rules.lifeMs === undefined ? {} : { expiresAt: this.now() + this.rules.lifeMs };
  }

  private now(): number {
    return this.rules.now?.() ?? Date.now();
  }
}

interface Planned {
  readonly what: keyof SubscriptionCalls;
  readonly failure: SubscriptionFailure | Error;
  readonly when: 'early' | 'late';
}

const GONE = Symbol('gone');

/** As the failure table says it. */
export function failure(name: string, over: Partial<SubscriptionFailure> = {}): SubscriptionFailure {
  return {
    kind: 'failed',
    name,
    message: `said ${name}`,
    isWhole: false,
    at: null,
    usesAttempt: true,
    ...over,
  };
}

function thrown(failed: SubscriptionFailure | Error): SubscriptionFailure {
  if (failed instanceof Error) throw failed;
  return failed;
}

function isFailure(answer: unknown): answer is SubscriptionFailure {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'failed';
}
