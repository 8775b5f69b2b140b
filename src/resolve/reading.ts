/**
 * Reading a body or an element: a generator that yields only where it has to wait. A small JSON body whose expressions
 * run as closures never does, so that the common hook costs no promise.
 */
export type Reading<T> = Generator<unknown, T, unknown>;

/** Runs a reading: its result at once, or a promise of it where something had to be waited for. */
export function run<T>(reading: Reading<T>): T | Promise<T> {
  const step = reading.next();
  return step.done ? step.value : finish(reading, step.value);
}

/** The value, waited for only where it is a promise. */
export function* waited<T>(value: T | Promise<T>): Reading<T> {
  return isPromise(value) ? ((yield value) as T) : value;
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
