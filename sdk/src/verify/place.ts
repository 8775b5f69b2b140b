import { textAt, type RequestView } from './request.js';
import type { Place } from './scheme.js';

/** Reads one value of a request; in a per-element scheme `element` is what body paths start from. */
export type PlaceReader = (view: RequestView, element: unknown) => string | undefined;

/** Compiles a place; `perElement`: its body path starts at the element. */
export function compilePlace(place: Place, perElement: boolean): PlaceReader {
  if (place.header !== undefined) {
    const name = place.header.toLowerCase();
    return (view) => view.header(name);
  }
  if (place.query !== undefined) {
    const name = place.query;
    return (view) => view.query(name);
  }
  if (place.form !== undefined) {
    const name = place.form;
    return (view) => view.form().get(name)?.[0];
  }
  const path = place.body.split('.');
  return perElement ? (_view, element) => textAt(element, path) : (view) => textAt(view.json(), path);
}

/** Splits a URL into what is before, is, and follows its port. */
const URL_PARTS = /^(https?:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:\d+)?(.*)$/is;

/** The URL as it is, and the same with or without its port. */
export function portVariants(url: string): readonly string[] {
  const parts = URL_PARTS.exec(url);
  if (!parts) return [url];
  const [, before = '', port, after = ''] = parts;
  const own = /^https:/i.test(before) ? ':443' : ':80';
  return [url, port === undefined ? before + own + after : before + after];
}
