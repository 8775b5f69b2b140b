import type { ScopeDefinition } from '@hookyard/sdk';

type Type = 'TRANSACTION' | 'PRODUCT' | 'CUSTOMER' | 'x:COUPON';
type Scopes = Readonly<Record<string, ScopeDefinition<Type>>>;

/** The topics of one resource: https://woocommerce.com/document/webhooks/. */
function scopesOf(
  resource: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
): Scopes {
  const of = (
    action: ScopeDefinition['action'],
    text: string,
    facts: Pick<ScopeDefinition, 'version'> = {},
  ): ScopeDefinition<Type> => ({
    type,
    action,
    description: `WooCommerce ${what} ${text} → ${hub}`,
    ...facts,
  });
  const version = { version: 'date_modified_gmt' };
  return {
    [`${resource}.created`]: of('CREATED', 'created', version),
    [`${resource}.updated`]: of('UPDATED', 'changed', version),
    [`${resource}.deleted`]: of('DELETED', 'put into the bin, or deleted'),
    [`${resource}/poll`]: of('POLL', 'list by changes'),
    [`${resource}/initialize`]: of('INITIALIZE', 'list, all of it'),
  };
}

const restored = (what: string, hub: string, type: Type): ScopeDefinition<Type> => ({
  type,
  action: 'UPDATED',
  description: `WooCommerce ${what} taken out of the bin → ${hub}`,
  version: 'date_modified_gmt',
});

export const scopes: Scopes = {
  ...scopesOf('order', ['Order', 'Transaction', 'TRANSACTION']),
  'order.restored': restored('Order', 'Transaction', 'TRANSACTION'),
  ...scopesOf('product', ['Product', 'Product', 'PRODUCT']),
  'product.restored': restored('Product', 'Product', 'PRODUCT'),
  ...scopesOf('customer', ['Customer', 'Customer', 'CUSTOMER']),
  ...scopesOf('coupon', ['Coupon', 'Coupon', 'x:COUPON']),
  'coupon.restored': restored('Coupon', 'Coupon', 'x:COUPON'),
};
