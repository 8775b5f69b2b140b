/** Mail events and suppressions: the same for every sender of mail, so that one hub type serves them all. */
export const recordTypes = {
  'x:MAIL_EVENT': {
    description: 'Something that happened to a mail.',
    fields: {
      event: { kind: 'text', description: 'delivered, open, click, bounce …' },
      email: { kind: 'text', description: 'Recipient' },
      messageId: { kind: 'text', description: 'The mail it happened to' },
      at: { kind: 'date-time', description: 'When' },
      reason: { kind: 'text', description: 'Why it was refused or put off' },
      url: { kind: 'text', description: 'The link that was clicked' },
      userAgent: { kind: 'text', description: 'The program it was opened with' },
      ip: { kind: 'text', description: 'From where' },
      tags: { kind: 'list', description: 'Words the sender gave the mail' },
    },
  },
  'x:MAIL_SUPPRESSION': {
    description: 'An address that is sent no mail.',
    fields: {
      email: { kind: 'text', description: 'Address' },
      kind: { kind: 'text', description: 'bounces, spam_reports, unsubscribes …' },
      reason: { kind: 'text', description: 'Why' },
      createdAt: { kind: 'date-time', description: 'Since when' },
    },
  },
} as const;
