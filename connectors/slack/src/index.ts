import { defineConnector, signatures, textOf } from '@hookyard/sdk';

import { call } from './call.js';
import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { channels, members, messages } from './records.js';
import { scopes } from './scopes.js';
import { account, externalId, scope } from './selectors.js';

/** Slack: messages, members, channels, and what people do with an app; one address for all workspaces of the app. */
export const connector = defineConnector({
  name: 'slack',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Slack workspace: messages, members, channels, commands, buttons and forms',
  presets,
  secrets: {
    webhook: 'Signing secret of the app, which signs hooks',
    token: 'Bot token of the workspace (xoxb-…)',
  },
  auth: { kind: 'bearer', secret: 'token' },
  baseUrl: ({ address }) => `${address}/api`,
  recordTypes,
  scopes,
  webhook: {
    urlPath: 'slack',
    ...signatures.slack,
    account,
    scope,
    externalId,
    eventId: 'event_id',
  },
  // https://docs.slack.dev/apis/web-api/rate-limits: 50 a minute of most reads, one message a second in a channel.
  limits: { TO: { calls: 40, perSeconds: 60 }, FROM: { calls: 1 } },
  records: { MESSAGE: messages, EMPLOYEE: members, 'x:CHANNEL': channels },
  check: async (ctx) => {
    const { team, team_id: id } = await call(ctx, 'auth.test', { json: {} });
    const workspace = textOf(id);
    return {
      ok: true,
      message: textOf(team) ?? 'The token works.',
      ...(workspace === undefined ? {} : { account: workspace }),
    };
  },
  collections,
});
