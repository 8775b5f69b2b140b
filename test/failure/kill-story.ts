import { randomInt } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import type { FakePartner } from '../kit/fake-partner.js';
import type { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';

export interface KillPlan {
  /** At least: senders go on until the last kill. */
  readonly hooks: number;
  readonly records: number;
  readonly kills: number;
  /** Share of hooks that are sent again under the same delivery id. */
  readonly repeats: number;
}

/** What the sender knows for certain when the story is over. */
export interface Acknowledged {
  /** Deliveries that got a 2xx, each once. */
  readonly deliveries: ReadonlySet<string>;
  /** The newest revision acknowledged, per record. */
  readonly newest: ReadonlyMap<string, number>;
  readonly repeatsSent: number;
  readonly kills: number;
}

const SENDERS = 24;

/**
 * Sends hooks over many records while the host is killed with −9 again and again: half of the kills when a write
 * arrives at the partner (before it answers), half by a timer. A sender repeats a hook until it is acknowledged, as
 * senders do; hooks of one record are sent one after another.
 */
export async function killStory(
  host: HostProcess,
  partner: FakePartner,
  hookUrl: string,
  plan: KillPlan,
): Promise<Acknowledged> {
  const deliveries = new Set<string>();
  const newest = new Map<string, number>();
  let repeatsSent = 0;
  let isKilling = true;
  const sender = async (index: number): Promise<void> => {
    const ids = Array.from({ length: plan.records }, (_, id) => id).filter((id) => id % SENDERS === index);
    const rounds = Math.ceil(plan.hooks / plan.records);
    for (let revision = 1; revision <= rounds || isKilling; revision += 1) {
      for (const id of ids) {
        const hook = aShopHook({
          topic: revision === 1 ? 'order/created' : 'order/updated',
          id: String(10_000 + id),
          revision,
        });
        await untilAcknowledged(hookUrl, hook);
        deliveries.add(hook.deliveryId);
        newest.set(hook.id, revision);
        if (Math.random() >= plan.repeats) continue;
        repeatsSent += 1;
        await untilAcknowledged(hookUrl, hook);
      }
    }
  };
  const killer = killAgainAndAgain(host, partner, plan.kills).finally(() => {
    isKilling = false;
  });
  await Promise.all(Array.from({ length: SENDERS }, (_, index) => sender(index)));
  return { deliveries, newest, repeatsSent, kills: await killer };
}

/** On a busy machine a host takes 10 s to start, and may be killed again before it has answered this one. */
const TAKEN_WITHIN_MS = 300_000;

async function untilAcknowledged(hookUrl: string, hook: ShopHook): Promise<void> {
  await eventually(async () => {
    const status = await sendShopHook(hookUrl, hook);
    if (status >= 400 && status !== 503) throw new Error(`the hook was answered ${status}`);
    return status >= 200 && status < 300;
  }, TAKEN_WITHIN_MS);
}

async function killAgainAndAgain(host: HostProcess, partner: FakePartner, kills: number): Promise<number> {
  let done = 0;
  while (done < kills) {
    await momentToKill(partner, done % 2 === 0);
    await host.kill();
    done += 1;
    await host.start();
  }
  return done;
}

/** When the n-th write from now arrives, or after a random time. */
function momentToKill(partner: FakePartner, isAtWrite: boolean): Promise<void> {
  return new Promise((resolve) => {
    let left = randomInt(1, 200);
    const come = (): void => {
      clearTimeout(timer);
      partner.onWrite(undefined);
      resolve();
    };
    const timer = setTimeout(come, isAtWrite ? 5_000 : randomInt(50, 1_500));
    if (!isAtWrite) return;
    partner.onWrite(() => {
      left -= 1;
      if (left === 0) come();
    });
  });
}
