import type { RecordField, RecordTypeDeclaration } from './record-type.js';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });

/** Types of record that systems with customers have alike, for a connector to declare. */
export const customerRecordTypes = {
  'x:DEAL': {
    description: 'A sale that is hoped for.',
    fields: {
      name: text('Name'),
      amount: { kind: 'number', description: 'Amount' },
      currency: text('ISO 4217 code'),
      stage: text('Stage it is in'),
      pipeline: text('Pipeline it is in'),
      ownerId: text('Whose it is'),
      closesAt: time('When it is, or was, won or lost'),
      createdAt: time('When it was created'),
    },
  },
  'x:TICKET': {
    description: 'A question or complaint of a customer.',
    fields: {
      subject: text('Subject'),
      body: text('Text'),
      status: text('How far it is: new, open, pending, solved …'),
      priority: text('low, normal, high, urgent'),
      ownerId: text('Whose it is'),
      createdAt: time('When it was created'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;

/** Types of record that senders of mail have alike, for a connector to declare: one hub type serves them all. */
export const mailRecordTypes = {
  'x:MAIL_EVENT': {
    description: 'Something that happened to a mail.',
    fields: {
      event: text('delivered, open, click, bounce …'),
      email: text('Recipient'),
      messageId: text('The mail it happened to'),
      at: time('When'),
      reason: text('Why it was refused or put off'),
      url: text('The link that was clicked'),
      userAgent: text('The program it was opened with'),
      ip: text('From where'),
      tags: { kind: 'list', description: 'Words the sender gave the mail' },
    },
  },
  'x:MAIL_SUPPRESSION': {
    description: 'An address that is sent no mail.',
    fields: {
      email: text('Address'),
      kind: text('bounces, spam_reports, unsubscribes …'),
      reason: text('Why'),
      createdAt: time('Since when'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
