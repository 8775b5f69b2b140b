/** One thing that is wrong with a connector: it is refused until all are gone. */
export interface ConnectorProblem {
  /** Stable, for programs: `poll-without-list`. */
  readonly code: ConnectorProblemCode;
  /** Which part: `scopes.order/poll`. */
  readonly subject: string;
  /** What is wrong with it. */
  readonly message: string;
  /** What its author should do. */
  readonly remedy: string;
}

/** What each problem asks its author to do. */
export const REMEDIES = {
  'name-invalid': 'Use lower case letters, digits and dashes, beginning with a letter, at most 50.',
  'version-invalid': 'Give a semantic version like 1.0.0.',
  'host-range-invalid': 'Write a semver range like ^1.0.0.',
  'host-mismatch':
    'Use a version of the connector made for this host, or change its host range after a test.',
  'presets-invalid': 'Declare presets as z.object({ … }).',
  'secret-name-invalid': 'Use letters, digits, - and _, beginning with a letter.',
  'secret-undeclared': 'Declare the secret with a label under secrets.',
  'auth-invalid': 'Correct the key named; the kinds of authentication and their keys are in AuthData.',
  'prefix-without-preset': 'Name a declared preset, or declare this one.',
  'prefix-type-unknown': 'Use a record type the host declares, or one of your own as x:NAME.',
  'scopes-missing': 'Declare at least one scope.',
  'scope-name-invalid': 'Use the name of the external system’s event, 1 to 200 characters.',
  'scope-type-unknown': 'Use a record type the host declares, or one of your own as x:NAME.',
  'scope-action-unknown': 'Use one of the scope actions.',
  'scope-facts-invalid': 'Correct the fact named, or leave it out for its default.',
  'scope-unreadable': 'Implement records[type].get, or take the record from the payload.',
  'poll-without-list': 'Implement records[type].list.',
  'poll-scopes-missing':
    'Declare a CREATED and an UPDATED scope of the type, even if the system sends neither.',
  'initialize-without-list': 'Implement records[type].list.',
  'initialize-scopes-missing':
    'Declare a CREATED and an UPDATED scope of the type, even if the system sends neither.',
  'webhook-invalid': 'Correct the key named.',
  'webhook-unresolvable': 'Give webhook.scope and webhook.externalId, or webhook.resolve.',
  'verify-invalid': 'Correct the scheme; unsigned(reason) is the only way to have none.',
  'handshake-invalid': 'Correct the handshake.',
  'expression-invalid': 'Write a JSONata expression, or leave the key out.',
  'sequence-invalid':
    'Give first, an expression over the body, and last where a delivery has several events.',
  'url-path-invalid': 'Use letters, digits, - and _, at most 64.',
  'auth-token-missing': 'Give webhook.account, or webhook.authToken, to tell the connections apart.',
  'subscriptions-invalid':
    'Give list, create and remove as functions, and carries, topics and secret as the contract says.',
  'record-type-unknown': 'Use a record type the host declares, or one of your own as x:NAME.',
  'record-type-invalid':
    'Give a description and fields by name, each with a kind: text, number, boolean, date-time, object or list.',
  'record-type-undeclared': 'Declare it under recordTypes, or correct its name.',
  'record-handler-invalid': 'Make it a function, or leave it out.',
  'collection-invalid': 'Correct the collection.',
  'collection-name-repeated': 'Give each collection of a type and direction a name of its own.',
  'control-without-collection': 'Add a mapping collection for the control type.',
  'limit-invalid': 'Give calls and concurrency from 1, perSeconds from 1 to 86,400, headers by their names.',
  'delete-needs-record': 'Map from id alone, or from constants: a deleted record cannot be read any more.',
} as const;

/** The code of a problem. */
export type ConnectorProblemCode = keyof typeof REMEDIES;

/** A problem with the remedy of its code. */
export function problem(code: ConnectorProblemCode, subject: string, message: string): ConnectorProblem {
  return { code, subject, message, remedy: REMEDIES[code] };
}
