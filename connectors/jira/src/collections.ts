import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
/** Jira writes `+0000`, which is no offset of RFC 3339. */
const time = (target: string, source: string): FieldMapping =>
  formula(target, `${source} ? $replace(${source}, /([+-]\\d\\d)(\\d\\d)$/, "$1:$2")`);

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('Jira Issue → Issue', 'x:ISSUE', [
    ...copiedFields({
      project: 'fields.project.key',
      number: 'key',
      title: 'fields.summary',
      body: 'fields.description',
      author: 'fields.reporter.displayName',
      labels: 'fields.labels',
      milestone: 'fields.fixVersions.0.name',
    }),
    formula('assignees', '[fields.assignee.displayName]'),
    formula('state', 'fields.status.statusCategory.key = "done" ? "closed" : "open"'),
    formula('url', '"https://" & $Settings.site & ".atlassian.net/browse/" & key'),
    time('openedAt', 'fields.created'),
    time('closedAt', 'fields.resolutiondate'),
  ]),
  outbound('Issue → Jira Issue', 'x:ISSUE', [
    ...copiedFields({ 'fields.summary': 'title', 'fields.description': 'body' }),
    // Labels of Jira hold no spaces.
    formula('fields.labels', '[labels.$replace(/\\s+/, "-")]'),
  ]),
  inbound('Jira Comment → Message', 'MESSAGE', [
    { kind: 'static', target: 'channel', value: 'jira' },
    ...copiedFields({ body: 'body', from: 'author.displayName' }),
    formula('subject', '$match(self, /issue\\/\\d+/).match'),
    time('sentAt', 'created'),
  ]),
  inbound(
    'Jira Project → Project',
    'x:PROJECT',
    copiedFields({ key: 'key', name: 'name', description: 'description', lead: 'lead.displayName' }),
  ),
  inbound('Jira Version → Release', 'x:RELEASE', [
    ...copiedFields({
      project: 'projectId',
      tag: 'name',
      name: 'name',
      body: 'description',
      publishedAt: 'releaseDate',
    }),
    formula('draft', '$not(released)'),
  ]),
  inbound(
    'Jira Sprint → Sprint',
    'x:JIRA_SPRINT',
    copiedFields({ name: 'name', goal: 'goal', state: 'state', startedAt: 'startDate', endedAt: 'endDate' }),
  ),
];
