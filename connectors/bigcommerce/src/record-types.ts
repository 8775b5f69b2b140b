/** Carts are records of their own: they end as an order, or as nothing. */
export const recordTypes = {
  'x:BIGCOMMERCE_CART': {
    description: 'A shopping cart of a BigCommerce store.',
    fields: {
      status: { kind: 'text', description: 'abandoned or converted, once it is either' },
      customerId: { kind: 'text', description: 'Customer' },
      email: { kind: 'text', description: 'E-mail, once it was typed' },
      currency: { kind: 'text', description: 'ISO 4217 code' },
      total: { kind: 'number', description: 'With discounts and tax' },
      orderId: { kind: 'text', description: 'The order it became' },
      lines: {
        kind: 'list',
        description: 'What is in it',
        fields: {
          id: { kind: 'text', description: 'Its id in the cart' },
          sku: { kind: 'text', description: 'Stock keeping unit' },
          name: { kind: 'text', description: 'Product' },
          quantity: { kind: 'number', description: 'How many' },
          unitPrice: { kind: 'number', description: 'Price of one' },
        },
      },
      createdAt: { kind: 'date-time', description: 'When it was begun' },
    },
  },
} as const;
