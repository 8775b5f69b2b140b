import type { RecordType, ScopeDefinition } from '@hookyard/sdk';

const AT = 'event_ts';

/** What the hook says is the record, or what changed of it. */
function told<Type extends RecordType>(
  type: Type,
  action: 'CREATED' | 'UPDATED',
  [description, record = 'payload.object']: readonly [string, string?],
): ScopeDefinition<Type> {
  return { type, action, description, source: 'payload', record, version: AT };
}

const inState = (state: string): string => `$merge([payload.object, {"status": "${state}"}])`;
const PARTICIPANT =
  '$merge([payload.object.participant, {"meeting_id": payload.object.id, "meeting_uuid": payload.object.uuid}])';
const registered = (state: string): string =>
  `$merge([payload.object.registrant, {"meeting_id": payload.object.id, "status": "${state}"}])`;

/** Named as Zoom names its events. */
export const scopes = {
  'meeting.created': ['x:ZOOM_MEETING', 'CREATED', 'Zoom Meeting created → Meeting'],
  'meeting.updated': ['x:ZOOM_MEETING', 'UPDATED', 'Zoom Meeting changed → Meeting'],
  'meeting.started': told('x:ZOOM_MEETING', 'UPDATED', ['Zoom Meeting begun → Meeting', inState('started')]),
  'meeting.ended': told('x:ZOOM_MEETING', 'UPDATED', ['Zoom Meeting over → Meeting', inState('ended')]),
  'meeting.deleted': ['x:ZOOM_MEETING', 'DELETED', 'Zoom Meeting deleted → Meeting'],
  'meeting/poll': ['x:ZOOM_MEETING', 'POLL', 'Zoom Meetings → Meeting'],
  'meeting.participant_joined': told('x:ZOOM_PARTICIPANT', 'CREATED', [
    'Somebody joined a Zoom Meeting → Participant',
    PARTICIPANT,
  ]),
  'meeting.participant_left': told('x:ZOOM_PARTICIPANT', 'UPDATED', [
    'Somebody left a Zoom Meeting → Participant',
    PARTICIPANT,
  ]),
  'meeting.registration_created': told('x:ZOOM_REGISTRANT', 'CREATED', [
    'Registered for a Zoom Meeting → Registrant',
    registered('pending'),
  ]),
  'meeting.registration_approved': told('x:ZOOM_REGISTRANT', 'UPDATED', [
    'Admitted to a Zoom Meeting → Registrant',
    registered('approved'),
  ]),
  'meeting.registration_cancelled': told('x:ZOOM_REGISTRANT', 'UPDATED', [
    'Gave up a Zoom Meeting → Registrant',
    registered('cancelled'),
  ]),
  'meeting.registration_denied': told('x:ZOOM_REGISTRANT', 'UPDATED', [
    'Not admitted to a Zoom Meeting → Registrant',
    registered('denied'),
  ]),
  'webinar.created': ['x:ZOOM_WEBINAR', 'CREATED', 'Zoom Webinar created → Webinar'],
  'webinar.updated': ['x:ZOOM_WEBINAR', 'UPDATED', 'Zoom Webinar changed → Webinar'],
  'webinar.started': told('x:ZOOM_WEBINAR', 'UPDATED', ['Zoom Webinar begun → Webinar', inState('started')]),
  'webinar.ended': told('x:ZOOM_WEBINAR', 'UPDATED', ['Zoom Webinar over → Webinar', inState('ended')]),
  'webinar.deleted': ['x:ZOOM_WEBINAR', 'DELETED', 'Zoom Webinar deleted → Webinar'],
  'webinar/poll': ['x:ZOOM_WEBINAR', 'POLL', 'Zoom Webinars → Webinar'],
  'webinar.participant_joined': told('x:ZOOM_PARTICIPANT', 'CREATED', [
    'Somebody joined a Zoom Webinar → Participant',
    PARTICIPANT,
  ]),
  'webinar.participant_left': told('x:ZOOM_PARTICIPANT', 'UPDATED', [
    'Somebody left a Zoom Webinar → Participant',
    PARTICIPANT,
  ]),
  'webinar.registration_created': told('x:ZOOM_REGISTRANT', 'CREATED', [
    'Registered for a Zoom Webinar → Registrant',
    registered('pending'),
  ]),
  'webinar.registration_approved': told('x:ZOOM_REGISTRANT', 'UPDATED', [
    'Admitted to a Zoom Webinar → Registrant',
    registered('approved'),
  ]),
  'webinar.registration_cancelled': told('x:ZOOM_REGISTRANT', 'UPDATED', [
    'Gave up a Zoom Webinar → Registrant',
    registered('cancelled'),
  ]),
  'recording.completed': ['x:ZOOM_RECORDING', 'CREATED', 'Zoom Recording ready → Recording'],
  'recording.transcript_completed': [
    'x:ZOOM_RECORDING',
    'UPDATED',
    'Transcript of a Zoom Recording ready → Recording',
  ],
  'recording.renamed': ['x:ZOOM_RECORDING', 'UPDATED', 'Zoom Recording renamed → Recording'],
  'recording.recovered': ['x:ZOOM_RECORDING', 'UPDATED', 'Zoom Recording brought back → Recording'],
  'recording.batch_recovered': ['x:ZOOM_RECORDING', 'UPDATED', 'Zoom Recordings brought back → Recording'],
  'recording.trashed': ['x:ZOOM_RECORDING', 'DELETED', 'Zoom Recording thrown away → Recording'],
  'recording.batch_trashed': ['x:ZOOM_RECORDING', 'DELETED', 'Zoom Recordings thrown away → Recording'],
  'recording.deleted': ['x:ZOOM_RECORDING', 'DELETED', 'Zoom Recording deleted → Recording'],
  'recording.batch_deleted': ['x:ZOOM_RECORDING', 'DELETED', 'Zoom Recordings deleted → Recording'],
  'recording/poll': ['x:ZOOM_RECORDING', 'POLL', 'Zoom Recordings → Recording'],
  'user.created': ['EMPLOYEE', 'CREATED', 'Zoom User created → Employee'],
  'user.invitation_accepted': ['EMPLOYEE', 'UPDATED', 'Zoom User accepted the invitation → Employee'],
  'user.updated': ['EMPLOYEE', 'UPDATED', 'Zoom User changed → Employee'],
  'user.activated': ['EMPLOYEE', 'UPDATED', 'Zoom User activated → Employee'],
  'user.deactivated': ['EMPLOYEE', 'UPDATED', 'Zoom User deactivated → Employee'],
  'user.disassociated': ['EMPLOYEE', 'DELETED', 'Zoom User left the account → Employee'],
  'user.deleted': ['EMPLOYEE', 'DELETED', 'Zoom User deleted → Employee'],
  'user/poll': ['EMPLOYEE', 'POLL', 'Zoom Users → Employee'],
  'phone.group_settings_updated': told('x:ZOOM_PHONE_GROUP', 'UPDATED', [
    'Settings of a Zoom Phone group → Phone group',
  ]),
  app_deauthorized: ['MESSAGE', 'OTHER', 'Zoom app was removed', { source: 'payload' }],
} as const;
