/** The fields of a body without its class: what a view makes, and what may be spread. */
export type Fields<Body> = { readonly [K in keyof Body]: Body[K] };

/** What a body brought; fields that were not given are not there. */
export function given<Body extends object>(body: Body): Fields<Body> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Fields<Body>;
}
