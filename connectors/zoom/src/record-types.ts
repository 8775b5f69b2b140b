const sitting = {
  number: { kind: 'text', description: 'The number people join with' },
  topic: { kind: 'text', description: 'Topic' },
  status: { kind: 'text', description: 'waiting, started, ended' },
  hostId: { kind: 'text', description: 'Whose it is' },
  startsAt: { kind: 'date-time', description: 'When it begins' },
  durationMinutes: { kind: 'number', description: 'How long it is' },
  timeZone: { kind: 'text', description: 'IANA name of its time zone' },
  joinUrl: { kind: 'text', description: 'Where it is joined' },
  agenda: { kind: 'text', description: 'What it is about' },
} as const;

/** What Zoom knows that the hub's own types do not hold. */
export const recordTypes = {
  'x:ZOOM_MEETING': { description: 'A Zoom meeting, with all of its sittings.', fields: sitting },
  'x:ZOOM_WEBINAR': { description: 'A Zoom webinar, with all of its sittings.', fields: sitting },
  'x:ZOOM_PARTICIPANT': {
    description: 'Somebody in one sitting of a Zoom meeting or webinar.',
    fields: {
      meetingNumber: { kind: 'text', description: 'The meeting’s number' },
      name: { kind: 'text', description: 'Name as it was shown' },
      email: { kind: 'text', description: 'E-mail, where it is known' },
      joinedAt: { kind: 'date-time', description: 'When' },
      leftAt: { kind: 'date-time', description: 'When' },
    },
  },
  'x:ZOOM_REGISTRANT': {
    description: 'Somebody who registered for a Zoom meeting or webinar.',
    fields: {
      meetingNumber: { kind: 'text', description: 'The meeting’s number' },
      email: { kind: 'text', description: 'E-mail' },
      firstName: { kind: 'text', description: 'First name' },
      lastName: { kind: 'text', description: 'Last name' },
      status: { kind: 'text', description: 'pending, approved, denied, cancelled' },
      joinUrl: { kind: 'text', description: 'Where it is joined' },
    },
  },
  'x:ZOOM_RECORDING': {
    description: 'The cloud recording of one sitting of a Zoom meeting.',
    fields: {
      meetingNumber: { kind: 'text', description: 'The meeting’s number' },
      topic: { kind: 'text', description: 'Topic' },
      hostId: { kind: 'text', description: 'Whose it is' },
      startedAt: { kind: 'date-time', description: 'When the sitting began' },
      durationMinutes: { kind: 'number', description: 'How long it was' },
      bytes: { kind: 'number', description: 'Size of all files' },
      shareUrl: { kind: 'text', description: 'Where it is shown' },
      files: {
        kind: 'list',
        description: 'Its files',
        fields: {
          id: { kind: 'text', description: 'Its id in the recording' },
          type: { kind: 'text', description: 'shared_screen_with_speaker_view, audio_only …' },
          format: { kind: 'text', description: 'MP4, M4A …' },
          bytes: { kind: 'number', description: 'Size' },
          downloadUrl: { kind: 'text', description: 'Where it is fetched, with a token' },
        },
      },
    },
  },
  'x:ZOOM_PHONE_GROUP': {
    description: 'A group of Zoom Phone users with its settings.',
    fields: { settings: { kind: 'object', description: 'As Zoom has them, by name' } },
  },
} as const;
