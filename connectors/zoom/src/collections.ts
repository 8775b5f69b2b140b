import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const PLANNED = {
  topic: 'topic',
  startsAt: 'start_time',
  durationMinutes: 'duration',
  timeZone: 'timezone',
  agenda: 'agenda',
};
const PERSON = { email: 'email', firstName: 'first_name', lastName: 'last_name' };

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  ...(['MEETING', 'WEBINAR'] as const).flatMap((kind) => sitting(kind)),
  inbound('Zoom Participant → Participant', 'x:ZOOM_PARTICIPANT', [
    number('meetingNumber', 'meeting_id'),
    ...copiedFields({ name: 'user_name', email: 'email', joinedAt: 'join_time', leftAt: 'leave_time' }),
  ]),
  inbound('Zoom Registrant → Registrant', 'x:ZOOM_REGISTRANT', [
    number('meetingNumber', 'meeting_id'),
    ...copiedFields({ ...PERSON, status: 'status', joinUrl: 'join_url' }),
  ]),
  {
    name: 'Registrant → Zoom Registrant',
    type: 'x:ZOOM_REGISTRANT',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: [...reversed(PERSON), ...copiedFields({ meeting_id: 'meetingNumber' })],
  },
  {
    ...inbound('Zoom Recording → Recording', 'x:ZOOM_RECORDING', [
      number('meetingNumber', 'id'),
      ...copiedFields({
        topic: 'topic',
        hostId: 'host_id',
        startedAt: 'start_time',
        durationMinutes: 'duration',
        bytes: 'total_size',
        shareUrl: 'share_url',
      }),
    ]),
    children: [
      {
        target: 'files',
        source: 'recording_files',
        key: 'id',
        mappings: copiedFields({
          id: 'id',
          type: 'recording_type',
          format: 'file_type',
          bytes: 'file_size',
          downloadUrl: 'download_url',
        }),
      },
    ],
  },
  {
    ...inbound('Zoom User → Employee', 'EMPLOYEE', [
      ...copiedFields({
        ...PERSON,
        number: 'employee_unique_id',
        phone: 'phone_number',
        position: 'job_title',
      }),
      { kind: 'formula', target: 'active', expression: 'status ? status = "active"' },
    ]),
    match: [{ field: 'email', form: 'email' }],
  },
  {
    name: 'Employee → new Zoom User',
    type: 'EMPLOYEE',
    direction: 'FROM',
    syncType: 'ADD',
    match: [{ field: 'email', form: 'email' }],
    collision: 'REMAP_AND_LINK',
    // 1 is a user without a paid licence.
    mappings: [...reversed(PERSON), { kind: 'static', target: 'type', value: 1 }],
  },
  {
    name: 'Employee → Zoom User',
    type: 'EMPLOYEE',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ first_name: 'firstName', last_name: 'lastName', job_title: 'position' }),
  },
  inbound('Zoom Phone group → Phone group', 'x:ZOOM_PHONE_GROUP', copiedFields({ settings: 'settings' })),
];

function sitting(kind: 'MEETING' | 'WEBINAR'): readonly CollectionDefinition[] {
  const name = kind === 'MEETING' ? 'Meeting' : 'Webinar';
  return [
    inbound(`Zoom ${name} → ${name}`, `x:ZOOM_${kind}`, [
      number('number', 'id'),
      ...copiedFields({ ...PLANNED, status: 'status', hostId: 'host_id', joinUrl: 'join_url' }),
    ]),
    {
      name: `${name} → Zoom ${name}`,
      type: `x:ZOOM_${kind}`,
      direction: 'FROM',
      syncType: 'ADD_AND_UPDATE',
      mappings: [...reversed(PLANNED), ...copiedFields({ host_id: 'hostId' })],
    },
  ];
}

/** Numbers of meetings come as numbers and as texts. */
function number(target: string, source: string): FieldMapping {
  return { kind: 'formula', target, expression: `$string(${source})` };
}

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function reversed(fields: Readonly<Record<string, string>>): readonly FieldMapping[] {
  return copiedFields(Object.fromEntries(Object.entries(fields).map(([hub, own]) => [own, hub])));
}
