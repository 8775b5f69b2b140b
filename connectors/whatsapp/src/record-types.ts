import type { RecordField, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });

/** What WhatsApp knows beside messages and orders. */
export const recordTypes = {
  'x:WHATSAPP_TEMPLATE': {
    description: 'A message that WhatsApp has to approve before it may begin a conversation.',
    fields: {
      name: text('Name'),
      language: text('Language, en_US'),
      category: text('MARKETING, UTILITY or AUTHENTICATION'),
      status: text('APPROVED, PENDING, REJECTED, PAUSED …'),
      reason: text('Why it was rejected'),
      quality: text('GREEN, YELLOW, RED or UNKNOWN'),
      components: { kind: 'list', description: 'Header, body, footer and buttons' },
    },
  },
  'x:WHATSAPP_NOTICE': {
    description: 'Something WhatsApp tells of an account or a phone number.',
    fields: {
      kind: text('What it is about: account_update, phone_number_quality_update …'),
      event: text('What happened'),
      phoneNumber: text('The number it is about'),
      details: { kind: 'object', description: 'As WhatsApp says it' },
      at: { kind: 'date-time', description: 'When' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
