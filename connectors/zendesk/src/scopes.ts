import type { ScopeAction, ScopeDefinition } from '@hookyard/sdk';

type Type = 'x:TICKET' | 'CUSTOMER' | 'CUSTOMER_COMPANY' | 'MESSAGE';
type Scopes = Readonly<Record<string, ScopeDefinition<Type>>>;

/** Events of an object by what they do to its record. */
type Events = Readonly<Partial<Record<'CREATED' | 'UPDATED' | 'DELETED', string>>>;

function scopesOf(
  object: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
  events: Events,
): Scopes {
  const of = (action: ScopeAction, names: string) =>
    names.split(' ').map((name) => {
      const description = `Zendesk ${what} ${name.replaceAll('_', ' ')} → ${hub}`;
      return [`${object}.${name}`, { type, action, description }] as const;
    });
  return Object.fromEntries([
    ...Object.entries(events).flatMap(([action, names]) => of(action as ScopeAction, names)),
    [`${object}/poll`, { type, action: 'POLL', description: `Zendesk ${what}s by their changes → ${hub}` }],
    [`${object}/initialize`, { type, action: 'INITIALIZE', description: `All Zendesk ${what}s → ${hub}` }],
  ]);
}

/** A comment is carried by its hook; it cannot be read by its id. */
const COMMENT = {
  type: 'MESSAGE',
  action: 'CREATED',
  description: 'Comment on a Zendesk Ticket → Message',
  source: 'payload',
  record: '$merge([event.comment, {"ticket_id": detail.id, "subject": detail.subject, "created_at": time}])',
} as const;

/** Events by the last part of their type: https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/ */
export const scopes: Scopes = {
  ...scopesOf('ticket', ['Ticket', 'Ticket', 'x:TICKET'], {
    CREATED: 'created undeleted',
    UPDATED:
      'agent_assignment_changed brand_changed custom_field_changed custom_status_changed description_changed external_id_changed group_assignment_changed marked_as_spam merged organization_changed priority_changed problem_link_changed requester_changed status_changed subject_changed submitter_changed tags_changed task_due_at_changed ticket_form_changed ticket_type_changed',
    DELETED: 'soft_deleted permanently_deleted',
  }),
  'ticket.comment_added': COMMENT,
  ...scopesOf('user', ['User', 'Customer', 'CUSTOMER'], {
    CREATED: 'created',
    UPDATED:
      'active_changed alias_changed custom_field_changed custom_role_changed details_changed external_id_changed identity_changed identity_created identity_deleted merged name_changed notes_changed only_private_comments_changed organization_membership_created organization_membership_deleted password_changed photo_changed role_changed suspended_changed tags_changed time_zone_changed',
    DELETED: 'deleted',
  }),
  ...scopesOf('organization', ['Organisation', 'Company', 'CUSTOMER_COMPANY'], {
    CREATED: 'created',
    UPDATED: 'custom_field_changed external_id_changed name_changed tags_changed',
    DELETED: 'deleted',
  }),
};

const TYPE = 'zen:event-type:';

/** What Zendesk calls each event in full; lists have none. */
export const topics: Readonly<Record<string, string | readonly string[]>> = Object.fromEntries(
  Object.keys(scopes).map((name) => [name, name.includes('/') ? [] : `${TYPE}${name}`]),
);

export const eventName = `$substringAfter(type, "${TYPE}")`;
export const recordId = `type = "${TYPE}ticket.comment_added" ? event.comment.id : detail.id`;
