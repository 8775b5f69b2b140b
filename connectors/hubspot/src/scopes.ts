import type { customerRecordTypes, ScopeDefinition } from '@hookyard/sdk';

type Type = keyof typeof customerRecordTypes | 'CUSTOMER' | 'CUSTOMER_COMPANY' | 'PRODUCT';
type Scopes = Readonly<Record<string, ScopeDefinition<Type>>>;

/** The events of one kind of object: https://developers.hubspot.com/docs/api/webhooks. Records are read by id. */
function scopesOf(
  object: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
): Scopes {
  const of = (action: ScopeDefinition['action'], text: string): ScopeDefinition<Type> => ({
    type,
    action,
    description: `HubSpot ${what} ${text} → ${hub}`,
  });
  return {
    [`${object}.creation`]: of('CREATED', 'created'),
    [`${object}.propertyChange`]: of('UPDATED', 'changed'),
    [`${object}.associationChange`]: of('UPDATED', 'linked with another, or no more'),
    [`${object}.merge`]: of('UPDATED', 'took over others'),
    [`${object}.restore`]: of('UPDATED', 'restored'),
    [`${object}.deletion`]: of('DELETED', 'deleted'),
    [`workflow.${object}`]: of('UPDATED', 'met by a workflow'),
    [`${object}/poll`]: of('POLL', 'list by changes'),
    [`${object}/initialize`]: of('INITIALIZE', 'list, all of it'),
  };
}

export const scopes: Scopes = {
  ...scopesOf('contact', ['Contact', 'Customer', 'CUSTOMER']),
  'contact.privacyDeletion': {
    type: 'CUSTOMER',
    action: 'DELETED',
    description: 'HubSpot Contact deleted for privacy → Customer',
  },
  ...scopesOf('company', ['Company', 'Company', 'CUSTOMER_COMPANY']),
  ...scopesOf('deal', ['Deal', 'Deal', 'x:DEAL']),
  ...scopesOf('ticket', ['Ticket', 'Ticket', 'x:TICKET']),
  ...scopesOf('product', ['Product', 'Product', 'PRODUCT']),
};

/**
 * Apps of the developer platform get `object.creation` and the number of the kind, older ones `contact.creation`, and a
 * workflow sends a record alone: https://developers.hubspot.com/changelog/public-beta-generic-webhook-subscriptions
 */
export const eventName = `
  (
    $kinds := { "0-1": "contact", "0-2": "company", "0-3": "deal", "0-5": "ticket", "0-7": "product" };
    $kind := $lookup($kinds, [objectTypeId, fromObjectTypeId, ""][0]);
    subscriptionType
      ? ($kind and $substringBefore(subscriptionType, ".") = "object"
          ? $kind & "." & $substringAfter(subscriptionType, ".")
          : subscriptionType)
      : "workflow." & (objectType ? $lowercase(objectType) : vid ? "contact" : companyId ? "company" : "deal")
  )
`;
