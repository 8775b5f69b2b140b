import { PostgresSession, type SessionOptions } from './postgres-session.js';

/** A few sessions, each used by one caller at a time; callers wait their turn. Connected ones are used first. */
export class SessionPool {
  private readonly sessions: readonly PostgresSession[];
  private readonly free: PostgresSession[];
  private readonly waiting: ((session: PostgresSession) => void)[] = [];

  constructor(size: number, options: SessionOptions) {
    this.sessions = Array.from({ length: size }, () => new PostgresSession(options));
    this.free = [...this.sessions];
  }

  async use<T>(work: (session: PostgresSession) => Promise<T>): Promise<T> {
    const session = await this.take();
    try {
      return await work(session);
    } finally {
      const next = this.waiting.shift();
      if (next) next(session);
      else this.free.push(session);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.close()));
  }

  private take(): PostgresSession | Promise<PostgresSession> {
    const place = this.free.findLastIndex((session) => session.isConnected());
    const session = this.free.splice(place === -1 ? 0 : place, 1)[0];
    return session ?? new Promise((resolve) => this.waiting.push(resolve));
  }
}
