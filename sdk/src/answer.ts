/** The answer a hook's sender gets instead of the empty 200. */
export interface HookAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
