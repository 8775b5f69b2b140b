import { copiedFields, type CollectionDefinition } from '@hookyard/sdk';

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'QuickBooks Customer → Customer',
    type: 'CUSTOMER',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      email: 'PrimaryEmailAddr.Address',
      firstName: 'GivenName',
      lastName: 'FamilyName',
      phone: 'PrimaryPhone.FreeFormNumber',
      company: 'CompanyName',
      street: 'BillAddr.Line1',
      city: 'BillAddr.City',
      zip: 'BillAddr.PostalCode',
      country: 'BillAddr.Country',
    }),
  },
  {
    name: 'Customer → QuickBooks Customer',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      // Names must be unique among customers, vendors and employees.
      { kind: 'formula', target: 'DisplayName', expression: 'firstName & " " & lastName' },
      ...copiedFields({
        GivenName: 'firstName',
        FamilyName: 'lastName',
        CompanyName: 'company',
        'PrimaryEmailAddr.Address': 'email',
        'PrimaryPhone.FreeFormNumber': 'phone',
        'BillAddr.Line1': 'street',
        'BillAddr.City': 'city',
        'BillAddr.PostalCode': 'zip',
        'BillAddr.Country': 'country',
      }),
    ],
  },
  {
    name: 'QuickBooks Item → Product',
    type: 'PRODUCT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      sku: 'Sku',
      name: 'Name',
      description: 'Description',
      price: 'UnitPrice',
      category: 'ParentRef.name',
      status: 'Active',
    }),
  },
  {
    name: 'QuickBooks Invoice → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      number: 'DocNumber',
      status: 'EmailStatus',
      currency: 'CurrencyRef.value',
      total: 'TotalAmt',
      email: 'BillEmail.Address',
      city: 'ShipAddr.City',
      note: 'CustomerMemo.value',
      placedAt: 'TxnDate',
    }),
  },
];
