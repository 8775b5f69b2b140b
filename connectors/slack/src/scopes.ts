/** The events people use (https://docs.slack.dev/reference/events), and what people do in Slack with an app. */
const fromHook = { source: 'payload' } as const;
const message = { ...fromHook, record: '$merge([event, {"team_id": team_id}])' } as const;
const acted = ['x:SLACK_INTERACTION', 'CREATED'] as const;

export const scopes = {
  message: ['MESSAGE', 'CREATED', 'Slack Message → Message', message],
  app_mention: ['MESSAGE', 'CREATED', 'Slack Message that names the app → Message', message],
  'message.message_changed': [
    'MESSAGE',
    'UPDATED',
    'Slack Message edited → Message',
    { ...fromHook, record: '$merge([event.message, {"channel": event.channel, "team_id": team_id}])' },
  ],
  'message.message_deleted': ['MESSAGE', 'DELETED', 'Slack Message deleted → Message'],
  reaction_added: ['MESSAGE', 'UPDATED', 'Reaction to a Slack Message → Message'],
  reaction_removed: ['MESSAGE', 'UPDATED', 'Reaction to a Slack Message taken back → Message'],
  team_join: ['EMPLOYEE', 'CREATED', 'Slack Member joined → Employee'],
  user_change: ['EMPLOYEE', 'UPDATED', 'Slack Member changed → Employee'],
  user_profile_changed: ['EMPLOYEE', 'UPDATED', 'Profile of a Slack Member changed → Employee'],
  channel_created: ['x:CHANNEL', 'CREATED', 'Slack Channel made → Channel'],
  channel_rename: ['x:CHANNEL', 'UPDATED', 'Slack Channel renamed → Channel'],
  channel_archive: ['x:CHANNEL', 'UPDATED', 'Slack Channel archived → Channel'],
  channel_unarchive: ['x:CHANNEL', 'UPDATED', 'Slack Channel taken back into use → Channel'],
  member_joined_channel: ['x:CHANNEL', 'UPDATED', 'Somebody joined a Slack Channel → Channel'],
  member_left_channel: ['x:CHANNEL', 'UPDATED', 'Somebody left a Slack Channel → Channel'],
  channel_deleted: ['x:CHANNEL', 'DELETED', 'Slack Channel deleted → Channel'],
  function_executed: [...acted, 'Step of a Slack Workflow → Interaction', fromHook],
  slash_command: [...acted, 'Slack Command typed → Interaction', fromHook],
  block_actions: [...acted, 'Button or menu in Slack used → Interaction', fromHook],
  view_submission: [...acted, 'Slack Form sent → Interaction', fromHook],
  view_closed: [...acted, 'Slack Form closed → Interaction', fromHook],
  shortcut: [...acted, 'Slack Shortcut used → Interaction', fromHook],
  message_action: [...acted, 'Slack Shortcut of a message used → Interaction', fromHook],
  dialog_submission: [...acted, 'Slack Dialogue sent → Interaction', fromHook],
  'user/poll': ['EMPLOYEE', 'POLL', 'Slack Members, listed by a schedule → Employee'],
  'user/initialize': ['EMPLOYEE', 'INITIALIZE', 'All Slack Members → Employee'],
  'channel/poll': ['x:CHANNEL', 'POLL', 'Slack Channels, listed by a schedule → Channel'],
  'channel/initialize': ['x:CHANNEL', 'INITIALIZE', 'All Slack Channels → Channel'],
} as const;
