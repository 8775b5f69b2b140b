import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

const SITE = /^[a-z\d][a-z\d-]*$/;

export const presets = z
  .object({
    authentication: z
      .enum(['apiToken', 'oauth2'])
      .default('apiToken')
      .describe('apiToken: of a user; oauth2: of an app, which registers its hooks by itself'),
    site: z.string().regex(SITE, 'is the first part of SITE.atlassian.net').describe('SITE.atlassian.net'),
    email: z.email().optional().describe('E-mail of the user, where authentication is apiToken'),
    cloudId: z.uuid().optional().describe('Id of the site, where authentication is oauth2'),
    clientId: z.string().default('').describe('Client id of the app, where authentication is oauth2'),
    project: z
      .string()
      .regex(/^[A-Z][A-Z\d_]{1,254}$/, 'is a key like SHOP')
      .optional()
      .describe('Key of a project: issues are made in it, and only its issues are listed and told of'),
    issueType: z.string().max(100).default('Task').describe('What issues are made as'),
    address: z.url().optional().describe('Another address, for tests'),
  })
  .refine(({ authentication, email }) => authentication === 'oauth2' || email !== undefined, {
    path: ['email'],
    error: 'is needed with an API token',
  })
  .refine(({ authentication, cloudId }) => authentication === 'apiToken' || cloudId !== undefined, {
    path: ['cloudId'],
    error: 'is needed with OAuth 2.0',
  });

export type JiraSettings = z.output<typeof presets>;

export type Context = ConnectorContext<JiraSettings, 'webhook' | 'apiToken' | 'clientSecret'>;

/** An app’s calls go by the gateway. https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/ */
export function baseUrl({ address, authentication, site, cloudId }: JiraSettings): string {
  if (address !== undefined) return `${address}/rest/api/2`;
  return authentication === 'oauth2'
    ? `https://api.atlassian.com/ex/jira/${cloudId ?? ''}/rest/api/2`
    : `https://${site}.atlassian.net/rest/api/2`;
}
