/**
 * The words every part of Hookyard shares with connectors: record types, scope actions, modes, directions.
 * Numbers are the wire-compatibility table of the platform family; code uses the names.
 */

/**
 * The record types the host declares, by name, with the number other platforms of the family use on the wire.
 * Connectors and operators may declare further types; those have no number.
 */
export const RECORD_TYPES = {
  NONE: 0,
  PRODUCT: 1,
  PRODUCT_UNIT: 2,
  PRODUCT_INVENTORY: 3,
  PRODUCT_VARIANT: 4,
  PRODUCT_VARIANT_INVENTORY: 5,
  PRODUCT_CATEGORY: 6,
  LOCATION: 7,
  CUSTOMER: 8,
  TRANSACTION: 9,
  TRANSACTION_LINE: 10,
  TRANSACTION_ADDRESS: 11,
  TRANSACTION_TAX: 12,
  TRANSACTION_PAYMENT: 13,
  TRANSACTION_TRACKING_NUMBER: 14,
  TRANSACTION_NOTE: 15,
  CUSTOMER_CATEGORY: 16,
  CUSTOMER_ADDRESS: 17,
  CUSTOMER_CONTACT: 18,
  SHIPMENT: 19,
  SHIPMENT_LINE: 20,
  SHIPPING_METHOD: 21,
  PAYMENT_METHOD: 22,
  PRODUCT_OPTION: 23,
  PRODUCT_OPTION_VALUE: 24,
  PRODUCT_VARIANT_OPTION: 25,
  PRODUCT_VARIANT_OPTION_VALUE: 26,
  GIFT_CARD: 27,
  GIFT_CARD_ACTIVITY: 28,
  TRANSACTION_DISCOUNT: 29,
  CATALOG_CATEGORY_SET: 30,
  KIT: 31,
  KIT_COMPONENT: 32,
  ALTERNATE_ID_TYPE: 33,
  PRODUCT_ALTERNATE_ID: 34,
  PRODUCT_VARIANT_ALTERNATE_ID: 35,
  PRODUCT_CATEGORY_ASSIGNMENT: 36,
  PRODUCT_VARIANT_CATEGORY_ASSIGNMENT: 37,
  LOCATION_GROUP: 38,
  VARIANT_KIT: 39,
  VARIANT_KIT_COMPONENT: 40,
  PRODUCT_RELATED_PRODUCT: 41,
  VARIANT_RELATED_PRODUCT: 42,
  EMPLOYEE: 43,
  EMPLOYEE_ADDRESS: 44,
  TIMESHEET: 45,
  TIMESHEET_ENTRY: 46,
  TRANSACTION_LINE_DISCOUNT: 47,
  MESSAGE: 48,
  CUSTOMER_COMPANY: 49,
  CUSTOMER_COMPANY_ADDRESS: 50,
  COMPANY_RELATIONSHIP: 51,
  CUSTOMER_RELATIONSHIP: 52,
  CUSTOMER_COMPANY_CATEGORY: 53,
  LOCATION_ADDRESS: 54,
  LOCATION_GROUP_LOCATION_ASSIGNMENT: 55,
  CATEGORY_SET_CATEGORY_ASSIGNMENT: 56,
  CUSTOMER_CATEGORY_ASSIGNMENT: 57,
  COMPANY_CATEGORY_ASSIGNMENT: 58,
  IMAGE: 59,
  IMAGE_ASSIGNMENT: 60,
  BULK_PRICE: 61,
  BULK_PRICE_ASSIGNMENT: 62,
  LOCATION_RELATIONSHIP: 63,
} as const;

/** A record type the host declares. */
export type KnownRecordType = keyof typeof RECORD_TYPES;

/**
 * A record type: one the host declares, or one a connector declares itself under `x:` (`'x:VEHICLE'`).
 * The prefix keeps a misspelt known type from compiling as a new one.
 */
export type RecordType = KnownRecordType | `x:${string}`;

/** What happened to the record a scope names, with the number used on the wire by the platform family. */
export const SCOPE_ACTIONS = {
  NONE: 0,
  CREATED: 1,
  UPDATED: 2,
  DELETED: 3,
  INITIALIZE: 4,
  ALL: 5,
  BULK: 6,
  POLL: 7,
  OTHER: 8,
} as const;

/** What happened to the record a scope names. */
export type ScopeAction = keyof typeof SCOPE_ACTIONS;

/** `TO` the hub (inbound) or `FROM` the hub (outbound). */
export type Direction = 'TO' | 'FROM';

/** Records of two modes never match, link or fan out to each other. */
export type Mode = 'live' | 'sandbox';

/** Which change of a record a mapping collection serves. */
export type SyncType = 'ADD' | 'UPDATE' | 'ADD_AND_UPDATE' | 'DELETE' | 'DELETE_TRIGGERED_UPDATE';

/** A JSONata expression, as text. */
export type Expression = string;

/** A value as it travels: what JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A record as it travels: an object of JSON values. */
export type JsonObject = { readonly [key: string]: Json };
