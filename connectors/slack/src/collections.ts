import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Slack Message → Message', 'MESSAGE', [
    { kind: 'static', target: 'channel', value: 'slack' },
    ...copiedFields({ body: 'text', to: 'channel' }),
    formula('from', '[user, username, bot_id][0]'),
    formula('sentAt', 'ts ? $fromMillis($floor($number(ts) * 1000))'),
  ]),
  // Where a message goes is for the connection to say: a channel of another system is none here.
  outbound('Message → Slack Message', 'MESSAGE', [
    formula('text', '$join([subject, body][$ != null and $ != ""], "\n")'),
  ]),
  inbound('Slack Member → Employee', 'EMPLOYEE', [
    ...copiedFields({ email: 'profile.email', phone: 'profile.phone', position: 'profile.title' }),
    formula('firstName', '[profile.first_name, profile.real_name, name][$][0]'),
    formula('lastName', 'profile.last_name'),
    formula('active', '$not(deleted = true)'),
  ]),
  inbound(
    'Slack Channel → Channel',
    'x:CHANNEL',
    copiedFields({
      name: 'name',
      topic: 'topic.value',
      purpose: 'purpose.value',
      isPrivate: 'is_private',
      isArchived: 'is_archived',
      members: 'num_members',
    }),
  ),
  outbound(
    'Channel → Slack Channel',
    'x:CHANNEL',
    copiedFields({
      name: 'name',
      'topic.value': 'topic',
      'purpose.value': 'purpose',
      is_private: 'isPrivate',
    }),
  ),
  inbound('Slack Interaction → Interaction', 'x:SLACK_INTERACTION', [
    formula('kind', 'command ? "slash_command" : event ? event.type : type'),
    formula(
      'name',
      '[command, actions[0].action_id, view.callback_id, callback_id, event.function.callback_id][$type($) = "string"][0]',
    ),
    formula('userId', '[user_id, user.id, event.inputs.user_id][$type($) = "string"][0]'),
    formula('channel', '[channel_id, channel.id, container.channel_id][$type($) = "string"][0]'),
    formula('values', '[view.state.values, state.values, submission, event.inputs][$type($) = "object"][0]'),
    ...copiedFields({ text: 'text', answerTo: 'response_url' }),
  ]),
];
