import type { ScopeDeclarations } from '@hookyard/sdk';

/** A hook about a converted or abandoned cart says all there is: the cart is gone, or looks as before. */
const converted = {
  source: 'payload',
  record: '{"id": data.id, "status": "converted", "order_id": data.orderId}',
  version: 'created_at',
} as const;
const abandoned = {
  source: 'payload',
  record: '{"id": data.id, "status": "abandoned"}',
  version: 'created_at',
} as const;

/** Named as BigCommerce names its events; what belongs to an order, a customer or a cart is a change of it. */
export const scopes = {
  'store/order/created': ['TRANSACTION', 'CREATED', 'BigCommerce Order created → Transaction'],
  'store/order/updated': ['TRANSACTION', 'UPDATED', 'BigCommerce Order changed → Transaction'],
  'store/order/statusUpdated': [
    'TRANSACTION',
    'UPDATED',
    'Status of a BigCommerce Order changed → Transaction',
  ],
  'store/order/transaction/created': ['TRANSACTION', 'UPDATED', 'BigCommerce Order paid → Transaction'],
  'store/order/transaction/updated': [
    'TRANSACTION',
    'UPDATED',
    'Payment of a BigCommerce Order changed → Transaction',
  ],
  'store/order/refund/created': ['TRANSACTION', 'UPDATED', 'BigCommerce Order refunded → Transaction'],
  'store/order/message/created': ['TRANSACTION', 'UPDATED', 'Message on a BigCommerce Order → Transaction'],
  'store/order/archived': ['TRANSACTION', 'DELETED', 'BigCommerce Order archived → Transaction'],
  'order/poll': ['TRANSACTION', 'POLL', 'BigCommerce Orders → Transaction'],
  'store/product/created': ['PRODUCT', 'CREATED', 'BigCommerce Product created → Product'],
  'store/product/updated': ['PRODUCT', 'UPDATED', 'BigCommerce Product changed → Product'],
  'store/product/deleted': ['PRODUCT', 'DELETED', 'BigCommerce Product deleted → Product'],
  'product/poll': ['PRODUCT', 'POLL', 'BigCommerce Products → Product'],
  'store/product/inventory/updated': [
    'PRODUCT_INVENTORY',
    'UPDATED',
    'Stock of a BigCommerce Product → Inventory',
  ],
  'store/product/inventory/order/updated': [
    'PRODUCT_INVENTORY',
    'UPDATED',
    'Stock of a BigCommerce Product after an order → Inventory',
  ],
  'store/sku/created': ['PRODUCT_VARIANT', 'CREATED', 'BigCommerce SKU created → Variant'],
  'store/sku/updated': ['PRODUCT_VARIANT', 'UPDATED', 'BigCommerce SKU changed → Variant'],
  'store/sku/deleted': ['PRODUCT_VARIANT', 'DELETED', 'BigCommerce SKU deleted → Variant'],
  'sku/poll': ['PRODUCT_VARIANT', 'POLL', 'BigCommerce Variants → Variant'],
  'store/sku/inventory/updated': [
    'PRODUCT_VARIANT_INVENTORY',
    'UPDATED',
    'Stock of a BigCommerce SKU → Inventory',
  ],
  'store/sku/inventory/order/updated': [
    'PRODUCT_VARIANT_INVENTORY',
    'UPDATED',
    'Stock of a BigCommerce SKU after an order → Inventory',
  ],
  'store/category/created': ['PRODUCT_CATEGORY', 'CREATED', 'BigCommerce Category created → Category'],
  'store/category/updated': ['PRODUCT_CATEGORY', 'UPDATED', 'BigCommerce Category changed → Category'],
  'store/category/deleted': ['PRODUCT_CATEGORY', 'DELETED', 'BigCommerce Category deleted → Category'],
  'store/customer/created': ['CUSTOMER', 'CREATED', 'BigCommerce Customer created → Customer'],
  'store/customer/updated': ['CUSTOMER', 'UPDATED', 'BigCommerce Customer changed → Customer'],
  'store/customer/deleted': ['CUSTOMER', 'DELETED', 'BigCommerce Customer deleted → Customer'],
  'store/customer/address/created': ['CUSTOMER', 'UPDATED', 'Address of a BigCommerce Customer → Customer'],
  'store/customer/address/updated': ['CUSTOMER', 'UPDATED', 'Address of a BigCommerce Customer → Customer'],
  'store/customer/address/deleted': ['CUSTOMER', 'UPDATED', 'Address of a BigCommerce Customer → Customer'],
  'customer/poll': ['CUSTOMER', 'POLL', 'BigCommerce Customers → Customer'],
  'store/shipment/created': ['SHIPMENT', 'CREATED', 'BigCommerce Shipment created → Shipment'],
  'store/shipment/updated': ['SHIPMENT', 'UPDATED', 'BigCommerce Shipment changed → Shipment'],
  'store/shipment/deleted': ['SHIPMENT', 'DELETED', 'BigCommerce Shipment deleted → Shipment'],
  'store/cart/created': ['x:BIGCOMMERCE_CART', 'CREATED', 'BigCommerce Cart created → Cart'],
  'store/cart/updated': ['x:BIGCOMMERCE_CART', 'UPDATED', 'BigCommerce Cart changed → Cart'],
  'store/cart/abandoned': ['x:BIGCOMMERCE_CART', 'UPDATED', 'BigCommerce Cart abandoned → Cart', abandoned],
  'store/cart/converted': [
    'x:BIGCOMMERCE_CART',
    'UPDATED',
    'BigCommerce Cart became an order → Cart',
    converted,
  ],
  'store/cart/deleted': ['x:BIGCOMMERCE_CART', 'DELETED', 'BigCommerce Cart deleted → Cart'],
} as const satisfies ScopeDeclarations;
