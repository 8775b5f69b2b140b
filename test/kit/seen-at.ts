import { eventually } from './eventually.js';
import type { HostProcess } from './host-process.js';

export interface SeenTransfer {
  readonly id: string;
  readonly direction: string;
  readonly type: string;
  readonly scope: string;
  readonly recordId: string;
  readonly state: string;
  readonly code: string | null;
}

export interface SeenVerdict {
  readonly verdict: string;
  readonly rule: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Listed<T> {
  readonly items: readonly T[];
}

interface SeenRecord {
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface SeenHook {
  readonly id: string;
  readonly state: string;
  readonly verdicts: readonly SeenVerdict[];
}

/** What an operator sees of one connection. */
export class SeenAt {
  constructor(
    private readonly host: Pick<HostProcess, 'admin'>,
    readonly connection: string,
  ) {}

  /** The newest 200, of a state where one is named, and of these those that are as wanted. */
  async transfers(of: Partial<SeenTransfer> = {}): Promise<readonly SeenTransfer[]> {
    const state = of.state === undefined ? '' : `&state=${of.state}`;
    const { items } = await this.host.admin.get<Listed<SeenTransfer>>(
      `/v1/transfers?connection=${this.connection}${state}&limit=200`,
    );
    const wanted = Object.entries(of) as [keyof SeenTransfer, string][];
    return items.filter((transfer) => wanted.every(([name, value]) => transfer[name] === value));
  }

  /** The hub's record under the id it has there. */
  async record(type: string, externalId: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    return (await this.body(type, externalId))?.data;
  }

  /** How often it was written. */
  async version(type: string, externalId: string): Promise<number | undefined> {
    return (await this.body(type, externalId))?.version;
  }

  /** What was told of the newest hook, once it is resolved. */
  async newestVerdicts(): Promise<readonly SeenVerdict[]> {
    const newest = await eventually(async () => {
      const { items } = await this.hooks();
      return items[0]?.state === 'resolved' && items[0];
    });
    return (await this.host.admin.get<SeenHook>(`/v1/hooks/${newest.id}`)).verdicts;
  }

  hooks(): Promise<Listed<SeenHook>> {
    return this.host.admin.get<Listed<SeenHook>>(`/v1/hooks?connection=${this.connection}&limit=200`);
  }

  private async body(type: string, externalId: string): Promise<SeenRecord | undefined> {
    const query = `type=${type}&connection=${this.connection}&externalId=${encodeURIComponent(externalId)}`;
    return (await this.host.admin.get<Listed<SeenRecord>>(`/v1/records?${query}`)).items[0];
  }

  /** Why a transfer ended as it did, in the connector's words. */
  async why(id: string): Promise<string> {
    const { result } = await this.host.admin.get<{
      result: { readonly reason?: string; readonly message?: string } | null;
    }>(`/v1/transfers/${id}`);
    return result?.reason ?? result?.message ?? '';
  }
}
