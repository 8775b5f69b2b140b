import type { AnyConnector, JsonObject } from '@hookyard/sdk';
import { z } from 'zod';

import { ignore } from '../errors/index.js';
import { settingsOf } from './connection-settings.js';
import type { LoadedConnector } from './directory.js';

type Settings = Readonly<Record<string, unknown>>;

/** A worker that is there answers in a millisecond, one that has to be started in 0.3 s. */
const WITHIN_MS = 2_000;
const AGAIN_MS = 5_000;
const MOST_KNOWN = 10_000;

/**
 * Reads saved settings by their connector. One that runs elsewhere may take its time, or end over it: the configuration of
 * all others does not wait for that. Its settings then are as they were saved, and are read again a little later.
 */
export class SettingsReader {
  private readonly known = new Map<string, Settings>();
  private readonly failing = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly onAgain: () => void) {}

  async read(connector: LoadedConnector, saved: JsonObject): Promise<Settings> {
    const { definition, isolation, id } = connector;
    if (isolation === 'inProcess') return settingsOf(definition, saved);
    const key = `${id}\n${JSON.stringify(saved)}`;
    const known = this.known.get(key);
    if (known) return known;
    const read = this.failing.has(id) ? null : await this.tried(definition, saved);
    if (!read) return this.later(connector, saved);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, read);
    return read;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Null: nobody can say now. Throws where the connector says that they are wrong. */
  private async tried(definition: AnyConnector, saved: JsonObject): Promise<Settings | null> {
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(() => late.resolve(null), WITHIN_MS);
    try {
      return await Promise.race([settingsOf(definition, saved), late.promise]);
    } catch (error) {
      if (error instanceof Error && error.name === z.ZodError.name) throw error;
      ignore(error, 'a connector could not read its settings now: they are read again');
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  private later({ id, definition }: LoadedConnector, saved: JsonObject): Settings {
    this.failing.add(id);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.failing.clear();
      this.onAgain();
    }, AGAIN_MS).unref();
    return { ...defaultsIn(definition.presets as z.ZodType | undefined), ...saved };
  }
}

function defaultsIn(presets: z.ZodType | undefined): Settings {
  if (!presets) return {};
  const { properties = {} } = z.toJSONSchema(presets, { unrepresentable: 'any', io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, one]) =>
      typeof one === 'object' && 'default' in one ? [[name, one.default]] : [],
    ),
  );
}
