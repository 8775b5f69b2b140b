/** The answer a hook's sender gets instead of the empty 200. */
export interface HookAnswer {
  /** 200 to 299; default 200. */
  readonly status?: number;
  /** Beside those the host sends. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; default empty. */
  readonly body?: string;
}
