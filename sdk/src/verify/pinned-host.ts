/** How a host a sender may name is written: `*.paypal.com`, `sns.*.amazonaws.com`, `http://127.0.0.1:8080`. */
export const HOST_PATTERN = /^(http:\/\/)?(\*\.)?[a-z0-9*-]+(\.[a-z0-9*-]+)*(:\d{1,5})?$/;
const MAX_URL = 2_000;

/** Whether an address lies on one of the hosts: https on its own port, unless the pattern says otherwise. */
export function isPinned(address: string, hosts: readonly string[], path?: string): boolean {
  const url = address.length > MAX_URL ? null : URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  return hosts.some((host) => fits(url, host)) && (path === undefined || asPattern(path).test(url.pathname));
}

function fits(url: URL, pattern: string): boolean {
  const isPlain = pattern.startsWith('http://');
  if (url.protocol !== (isPlain ? 'http:' : 'https:')) return false;
  const host = isPlain ? pattern.slice('http://'.length) : pattern;
  // `*.` in front stands for any number of labels, any other star for a part of one.
  const text = host.startsWith('*.') ? `(?:[a-z0-9-]+\\.)+${source(host.slice(2))}` : source(host);
  return new RegExp(`^${text}$`).test(url.host);
}

function asPattern(text: string): RegExp {
  return new RegExp(`^${source(text)}$`);
}

function source(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll('*', '[A-Za-z0-9-]+');
}
