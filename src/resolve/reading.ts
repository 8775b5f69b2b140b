/**
 * Reading an element: a generator that yields only where it has to wait. With expressions that run as closures it
 * never does, so that the common element costs no promise.
 */
export type Reading<T> = Generator<unknown, T, unknown>;

/** Runs a reading: its result at once, or a promise of it where something had to be waited for. */
export function run<T>(reading: Reading<T>): T | Promise<T> {
  const step = reading.next();
  return step.done ? step.value : finish(reading, step.value);
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

async function finish<T>(reading: Reading<T>, first: unknown): Promise<T> {
  let waited: unknown = first;
  for (;;) {
    const step = await Promise.resolve(waited).then(
      (value) => reading.next(value),
      (error: unknown) => reading.throw(error),
    );
    if (step.done) return step.value;
    waited = step.value;
  }
}
