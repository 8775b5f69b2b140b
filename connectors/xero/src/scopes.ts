import type { ScopeDefinition } from '@hookyard/sdk';

import type { recordTypes } from './record-types.js';

type Type = keyof typeof recordTypes | 'CUSTOMER' | 'TRANSACTION' | 'TRANSACTION_PAYMENT' | 'PRODUCT';
type Scopes = Readonly<Record<string, ScopeDefinition<Type>>>;

/** The events of one category, and its lists; hooks hold ids alone, records are read. */
function scopesOf(
  category: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
): Scopes {
  const of = (action: ScopeDefinition['action'], text: string): ScopeDefinition<Type> => ({
    type,
    action,
    description: `Xero ${what} ${text} → ${hub}`,
  });
  return {
    [`${category}.CREATE`]: of('CREATED', 'created'),
    [`${category}.UPDATE`]: of('UPDATED', 'changed'),
    [`${category}/poll`]: of('POLL', 'list by changes'),
    [`${category}/initialize`]: of('INITIALIZE', 'list, all of it'),
  };
}

export const scopes: Scopes = {
  ...scopesOf('CONTACT', ['Contact', 'Customer', 'CUSTOMER']),
  ...scopesOf('INVOICE', ['Invoice or bill', 'Transaction', 'TRANSACTION']),
  ...scopesOf('CREDITNOTE', ['Credit note', 'Credit note', 'x:CREDIT_NOTE']),
  ...scopesOf('PAYMENT', ['Payment', 'Payment', 'TRANSACTION_PAYMENT']),
  // Nothing is sent of items: they are polled.
  ...scopesOf('ITEM', ['Item', 'Product', 'PRODUCT']),
};
