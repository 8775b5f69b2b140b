/** Sets a name that came from outside; `__proto__` becomes an own property, as JSON.parse does it. */
export function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[name] = value;
  }
}

/** Sets a name that may come again: the second makes a list of the two. */
export function addOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (!Object.hasOwn(target, name)) {
    setOwn(target, name, value);
    return;
  }
  const before = target[name];
  if (Array.isArray(before)) before.push(value);
  else setOwn(target, name, [before, value]);
}
