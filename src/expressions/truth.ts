/** JSONata's truth of a JSON value: nothing, null, 0, empty text, empty objects and lists without a true item are false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTrue);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
