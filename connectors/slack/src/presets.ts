import { z } from 'zod';

export const presets = z.object({
  channel: z
    .string()
    .regex(/^[CDG][A-Z0-9]{5,20}$/, 'is the id of a channel: C0123456789')
    .optional()
    .describe('Channel of messages that name none'),
  address: z.url().default('https://slack.com').describe('Another one for tests'),
});

export type SlackSettings = z.output<typeof presets>;
