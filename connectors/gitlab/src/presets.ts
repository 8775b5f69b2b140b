import { BadConfig } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  level: z.enum(['project', 'group']).default('project').describe('group: all projects of a group'),
  path: z
    .string()
    .regex(/^[\w.-]+(?:\/[\w.-]+)*$/, 'is a path like group/project, or a number')
    .describe('Path or number of the project or group'),
  address: z.url().default('https://gitlab.com').describe('Of another GitLab'),
});

export type GitlabSettings = z.output<typeof presets>;

/** Address of the project or group. */
export function place({ level, path }: GitlabSettings): string {
  return `/${level}s/${encodeURIComponent(path)}`;
}

/** Address of the one project: what is made, is made there. */
export function theProject(settings: GitlabSettings): string {
  if (settings.level === 'project') return place(settings);
  throw new BadConfig('nothing can be made in a group: choose one of its projects', 'level');
}
