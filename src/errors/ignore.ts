let ignored = 0;
let report: (error: unknown, reason: string) => void = () => undefined;

/** Swallowing, spelled out: counted, and told to whoever watches. */
export function ignore(error: unknown, reason: string): void {
  ignored += 1;
  report(error, reason);
}

/** Where ignored errors are told; set once at boot by observe. */
export function reportIgnoredTo(listener: (error: unknown, reason: string) => void): void {
  report = listener;
}

export function ignoredCount(): number {
  return ignored;
}
