import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  accountId: z.string().min(5).max(100).describe('Account id of the server-to-server app'),
  clientId: z.string().min(5).max(100).describe('Client id of the server-to-server app'),
  hosts: z
    .array(z.string().min(1).max(200))
    .max(300)
    .default([])
    .describe('Ids or e-mails of users whose meetings and webinars are listed; empty: all users'),
  address: z.url().default('https://api.zoom.us').describe('Another address of the API, for tests'),
  authAddress: z.url().default('https://zoom.us').describe('Another address that gives tokens, for tests'),
});

export type ZoomSettings = z.output<typeof presets>;

export type Context = ConnectorContext<ZoomSettings>;
