import type { CollectionDefinition, FieldMapping, RecordType } from '@hookyard/sdk';

function inbound(
  name: string,
  type: RecordType,
  fields: Readonly<Record<string, string>>,
): CollectionDefinition {
  const mappings = Object.entries(fields).map(([target, source]): FieldMapping => ({
    kind: 'field',
    target,
    source,
  }));
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

const LEDGER = {
  account: 'ledgerAccountId',
  partner: 'partnerSource',
  amount: 'amount',
  currency: 'currency',
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  // The control type needs a collection, though nothing of an event is mapped.
  inbound('Groov event', 'MESSAGE', {}),
  inbound('Groov account → Account', 'x:GROOV_ACCOUNT', {
    institutionAccountId: 'institutionAccountId',
    status: 'status',
    partners: 'partners',
  }),
  inbound('Groov payment → Payment', 'x:GROOV_PAYMENT', {
    ...LEDGER,
    kind: 'type',
    refundReason: 'refund_reason',
    transaction: 'transaction',
  }),
  inbound('Groov transaction → Transaction', 'x:GROOV_TRANSACTION', LEDGER),
  inbound('Groov settlement → Settlement', 'x:GROOV_SETTLEMENT', LEDGER),
  inbound('Groov dispute → Dispute', 'x:GROOV_DISPUTE', LEDGER),
  inbound('Groov customer → Customer', 'CUSTOMER', { email: 'email', company: 'name', phone: 'phone' }),
];
