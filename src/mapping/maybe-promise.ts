/** A value, or the promise of one where an expression had to leave the loop. */
export type MaybePromise<Value> = Value | Promise<Value>;

export function isPromise<Value>(value: MaybePromise<Value>): value is Promise<Value> {
  return value instanceof Promise;
}

/** What comes of a value: at once where it is there. */
export function chain<Value, Next>(
  value: MaybePromise<Value>,
  use: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return isPromise(value) ? value.then(use) : use(value);
}

/**
 * One value for each item, side by side. Where one waits, a throw of another becomes a rejection, so that none is left
 * unobserved.
 */
export function gather<Item, Value>(
  items: readonly Item[],
  compute: (item: Item, index: number) => MaybePromise<Value>,
): MaybePromise<Value[]> {
  const values: MaybePromise<Value>[] = [];
  let isWaiting = false;
  for (const [index, item] of items.entries()) {
    let value: MaybePromise<Value>;
    try {
      value = compute(item, index);
    } catch (error) {
      if (!isWaiting) throw error;
      value = Promise.reject(error as Error);
    }
    isWaiting ||= isPromise(value);
    values.push(value);
  }
  return isWaiting ? Promise.all(values) : (values as Value[]);
}
