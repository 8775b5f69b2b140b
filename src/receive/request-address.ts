/** A request's target, cut behind the receiver's own address; all of it as sent. */
export interface RequestAddress {
  /** The first segment with both its slashes: `/hooks/`; '' when there is none. */
  readonly place: string;
  /** The second segment: a connection's key or a receiver's name. */
  readonly name: string;
  /** With its leading slash; '' when there is none. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Path, question mark and query: what follows the configured URL. */
  readonly suffix: string;
}

/** Clients behind a proxy may send the whole URL. */
const ORIGIN = /^https?:\/\/[^/]*/i;

/** Cuts `/hooks/<key>` or `/receivers/<name>` off a request's target. */
export function addressOf(target: string): RequestAddress {
  const local = target.startsWith('/') ? target : target.replace(ORIGIN, '');
  const mark = local.indexOf('?');
  const pathEnd = mark < 0 ? local.length : mark;
  const key = local.indexOf('/', 1) + 1;
  const slash = local.indexOf('/', key);
  const own = slash < 0 || slash > pathEnd ? pathEnd : slash;
  return {
    place: local.slice(0, key),
    name: key === 0 ? '' : local.slice(key, own),
    path: local.slice(own, pathEnd),
    query: mark < 0 ? '' : local.slice(mark + 1),
    suffix: local.slice(own),
  };
}

/** The name, unescaped; null where an escape in it or behind it is none. */
export function nameOf({ name, path }: RequestAddress): string | null {
  if (!name.includes('%') && !path.includes('%')) return name;
  try {
    decodeURIComponent(path);
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

/** The segments of a path, unescaped; an escape that is none stays as it is. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean).map(unescaped);
}

export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
