import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  Subject,
  firstValueFrom,
  fromEventPattern,
  interval,
  merge,
  race,
  share,
  take,
  throttleTime,
} from 'rxjs';

import { HostError } from '../errors/index.js';
import { ON_NEWS, TAIL, type AdminParts } from './admin-parts.js';
import { API_KEYS, type ApiKeys, type Caller } from './api-key.guard.js';
import { cursorOf, type TailCursor } from './tail-cursor.js';
import { TailFollower, type TailWish } from './tail-follower.js';
import { eventText, heartbeatText, viewTailEvent } from './tail.view.js';
import { Visibility } from './visibility.service.js';

/** Who listens, from where, and to what. */
export interface Listening {
  readonly caller: Caller;
  /** The key in clear: one that ends, ends its streams. */
  readonly key: string;
  readonly lastEventId: string | undefined;
  readonly wish: TailWish;
  /** The client is gone. */
  readonly signal: AbortSignal;
}

const MOST_OF_A_KEY = 5;
const MOST_OF_A_PROCESS = 50;
/** What other processes do is found within this time, told or not. */
const LOOK_EVERY_MS = 500;
/** News in quick succession are read together. */
const READ_TOGETHER_MS = 200;
/** Proxies close connections that are silent for longer: 30 s is a common limit. */
const HEARTBEAT_MS = 15_000;

/**
 * Streams of what is committed. Each reads the tables from where its reader is, when the reader has taken what came
 * before: a slow one holds nothing in memory and hears everything later, or is told how much it missed. Nobody listens,
 * nothing is read.
 */
@Injectable()
export class Tails implements OnModuleDestroy {
  private readonly ofKeys = new Map<string, number>();
  private open = 0;
  private readonly closing = new Subject<'closing'>();
  private isClosing = false;
  private readonly news;

  constructor(
    @Inject(TAIL) private readonly tail: AdminParts['tail'],
    @Inject(ON_NEWS) onNews: AdminParts['onNews'],
    @Inject(API_KEYS) private readonly keys: ApiKeys,
    private readonly see: Visibility,
  ) {
    const told = fromEventPattern<void>(onNews, (_listener, unlisten: () => void) => unlisten());
    this.news = merge(interval(LOOK_EVERY_MS), told).pipe(
      throttleTime(READ_TOGETHER_MS, undefined, { leading: true, trailing: true }),
      share(),
    );
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    this.closing.next('closing');
  }

  /** Throws before anything is sent where it may not begin. */
  async listen(listening: Listening): Promise<AsyncGenerator<string>> {
    const { keyId } = listening.caller;
    const own = this.ofKeys.get(keyId) ?? 0;
    if (own >= MOST_OF_A_KEY || this.open >= MOST_OF_A_PROCESS) throw new HostError('TOO_MANY_STREAMS');
    const from = await this.start(listening.lastEventId);
    this.count(keyId, 1);
    // A reader may leave before the first line is asked for.
    const release = once(() => this.count(keyId, -1));
    listening.signal.addEventListener('abort', release);
    return this.stream(listening, new TailFollower(this.tail, listening.wish, from), release);
  }

  private async *stream(
    listening: Listening,
    follower: TailFollower,
    release: () => void,
  ): AsyncGenerator<string> {
    const { caller, signal } = listening;
    let last = Date.now();
    try {
      yield `retry: 1000\n${eventText('begin', {}, follower.cursor(last))}`;
      while (!signal.aborted && !this.isClosing) {
        const now = Date.now();
        for await (const event of follower.round(now)) {
          const text = viewTailEvent(event, caller.tenant, this.see);
          if (!text) continue;
          last = Date.now();
          yield text;
          if (signal.aborted || this.isClosing) break;
        }
        if (Date.now() - last >= HEARTBEAT_MS) {
          if (!(await this.keys.callerOf(listening.key))) break;
          last = Date.now();
          yield heartbeatText(follower.cursor(last));
        }
        if (!follower.isBehind) await this.wake(signal);
      }
      yield eventText('end', {}, follower.cursor(Date.now()));
    } finally {
      release();
    }
  }

  /** Something happened, the reader left, or the host stops. */
  private async wake(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.isClosing) return;
    const left = fromEventPattern<Event>(
      (listener) => signal.addEventListener('abort', listener),
      (listener) => signal.removeEventListener('abort', listener),
    );
    await firstValueFrom(race(this.news, this.closing, left).pipe(take(1)), { defaultValue: null });
  }

  private async start(lastEventId: string | undefined): Promise<TailCursor> {
    if (lastEventId === undefined || lastEventId === '')
      return { ...(await this.tail.ends()), unfinished: 0, at: Date.now() };
    const cursor = cursorOf(lastEventId);
    const ends = await this.tail.ends();
    if (cursor && cursor.hooks <= ends.hooks && cursor.requests <= ends.requests) return cursor;
    const message = 'is the id of no event of this host';
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'Last-Event-ID', message }] });
  }

  private count(keyId: string, by: 1 | -1): void {
    this.open += by;
    const own = (this.ofKeys.get(keyId) ?? 0) + by;
    if (own > 0) this.ofKeys.set(keyId, own);
    else this.ofKeys.delete(keyId);
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
