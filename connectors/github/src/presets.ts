import { BadConfig } from '@hookyard/sdk';
import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'is a name without a slash');

export const presets = z.object({
  owner: name.describe('The user or organisation: the first part of owner/name'),
  repository: name.optional().describe('One repository; absent: all of the organisation'),
  authentication: z
    .enum(['token', 'app'])
    .default('token')
    .describe('token: a personal token; app: tokens of an installation, had with the app’s private key'),
  clientId: z.string().max(100).default('').describe('Client id of the app, where authentication is app'),
  installationId: z
    .string()
    .regex(/^\d{0,20}$/, 'is a number')
    .default('')
    .describe('Number of the app’s installation, where authentication is app'),
  address: z.url().default('https://api.github.com').describe('Of an Enterprise Server: https://HOST/api/v3'),
});

export type GithubSettings = z.output<typeof presets>;

/** Path of the repository, or of the organisation where the connection serves all of its repositories. */
export function place({ owner, repository }: GithubSettings): string {
  return repository === undefined ? `/orgs/${owner}` : `/repos/${owner}/${repository}`;
}

/** Path of the one repository: what is made, is made there. */
export function theRepository(settings: GithubSettings): string {
  if (settings.repository !== undefined) return place(settings);
  throw new BadConfig('nothing can be made without a repository in the settings', 'repository');
}
