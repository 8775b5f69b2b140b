/** How a command ends; docs/guides/cli.md says the same. */
export const EXIT = {
  done: 0,
  /** The host refused it, or it failed on the way. */
  refused: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** No host answers at the address. */
  unreachable: 3,
  /** The key is missing, wrong, or its role is not enough. */
  notAllowed: 4,
  /** It worked, and found something: differences, or problems of an installation. */
  found: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a code, and says why and what to do. */
export class CommandError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    readonly remedy?: string,
    readonly problem?: unknown,
  ) {
    super(message);
  }
}
