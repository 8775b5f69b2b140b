/** The address of a hook: behind an address there may be a path, with or without its slash, and a query. */
export function hookAddress(
  to: string,
  { path = '', query = '' }: Partial<Record<'path' | 'query', string>>,
): string {
  const behind = path.replace(/^\//, '');
  const address = to.replace(/\/$/, '') + (behind === '' ? '' : `/${behind}`);
  return query === '' ? address : `${address}?${query}`;
}
