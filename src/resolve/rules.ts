/** Every rule by which resolve ends an element or a whole hook without a draft. docs/reference/verdicts.md names each. */
export const RESOLVE_RULES = {
  'hook.point': 'The address the hook came in at is no longer configured.',
  'hook.decode': 'The body could not be read; `code` says why.',
  'hook.preprocess': 'The preprocessing expression failed or answered nothing.',
  'hook.split': 'The selector failed, or found something that is no record.',
  'element.decode': 'The text of this element is broken; its neighbours are not.',
  'element.proof': 'The signature of this element did not prove it genuine.',
  'element.account': 'No connection has the account this element names; it is kept at the receiver.',
  'element.mode': 'The mode expression failed, or said something other than live and sandbox.',
  'element.scope': 'The scope could not be read.',
  'element.external-id': 'The external id could not be read, is empty or is too long.',
  'element.event-id': 'The event id could not be read.',
  'element.record': 'The record inside the element could not be read.',
  'element.version': 'The version could not be read.',
  'element.resolve': "The connector's own resolve function failed or answered nonsense.",
} as const;

export type ResolveRule = keyof typeof RESOLVE_RULES;
