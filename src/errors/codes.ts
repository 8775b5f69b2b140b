/**
 * Every error the host raises on purpose: status, whether the same call may succeed later, log level, what it
 * means, what to do. `docs/reference/errors.md` is generated from here.
 */
export interface ErrorEntry {
  readonly status: number;
  readonly retryable: boolean;
  readonly level: 'error' | 'warn' | 'info';
  /** One line, no full stop. */
  readonly meaning: string;
  readonly remedy: string;
}

export const ERROR_CODES = {
  // the way in
  HOOK_UNKNOWN_KEY: entry(
    404,
    false,
    'info',
    'No connection has this key',
    'Copy the hook URL from the connection again; keys are case-sensitive.',
  ),
  HOOK_CONNECTION_REMOVED: entry(
    410,
    false,
    'info',
    'The connection of this key was removed',
    'Remove the hook at the sender, or make a new connection and use its URL.',
  ),
  HOOK_NOT_GENUINE: entry(
    401,
    false,
    'info',
    'The request did not prove that it is genuine',
    'Check the signing secret on both sides; the operator sees the reason among the rejected requests.',
  ),
  REPLY_LATE: entry(
    504,
    true,
    'info',
    'The hook is kept, but what it brings about was not over in time',
    'Send it again with the same delivery id: a repeat gets the answer as soon as there is one.',
  ),
  METHOD_NOT_ALLOWED: entry(
    405,
    false,
    'info',
    'This address does not take that method',
    'Use one of the methods in the Allow header.',
  ),
  BODY_TOO_LARGE: entry(
    413,
    false,
    'info',
    'The body is larger than this address takes',
    'Send smaller batches, or raise the limit of the receiver.',
  ),
  CONTENT_ENCODING_UNSUPPORTED: entry(
    415,
    false,
    'info',
    'The content encoding is not one of gzip, deflate, br, zstd or identity',
    'Send the body uncompressed or with gzip.',
  ),
  RATE_LIMITED: entry(
    429,
    true,
    'info',
    'More requests than this connection takes',
    'Slow down and repeat after the time in Retry-After.',
  ),
  STARTING: entry(503, true, 'info', 'The host is starting', 'Repeat after the time in Retry-After.'),
  STORE_UNAVAILABLE: entry(
    503,
    true,
    'error',
    'The request cannot be kept right now',
    'Repeat after the time in Retry-After; the operator should look at free disk and the database.',
  ),
  COMMIT_UNKNOWN: entry(
    503,
    true,
    'error',
    'The database connection was lost while committing',
    'Repeat the request: a delivery that was kept is recognised by its id.',
  ),
  // HTTP in general
  BAD_REQUEST: entry(400, false, 'info', 'The request is malformed', 'Correct what the detail names.'),
  VALIDATION_FAILED: entry(
    400,
    false,
    'info',
    'The body or query has invalid values',
    'Correct the fields listed under errors.',
  ),
  URL_MALFORMED: entry(
    400,
    false,
    'info',
    'The URL holds an invalid escape',
    'Encode the path as UTF-8 percent escapes.',
  ),
  HEADERS_TOO_LARGE: entry(
    431,
    false,
    'info',
    'The headers are larger than 16 KiB',
    'Send fewer or smaller headers.',
  ),
  HTTP_MALFORMED: entry(
    400,
    false,
    'info',
    'The bytes are no valid HTTP request',
    'Check the client or a proxy between.',
  ),
  REQUEST_TIMEOUT: entry(
    408,
    true,
    'info',
    'The request did not arrive whole in time',
    'Send it faster, or in smaller batches.',
  ),
  MEDIA_TYPE_UNSUPPORTED: entry(
    415,
    false,
    'info',
    'The content type is not one this address takes',
    'Send application/json.',
  ),
  NOT_FOUND: entry(
    404,
    false,
    'info',
    'There is nothing at this address',
    'Check the path; /openapi.json lists the operations.',
  ),
  CONFLICT: entry(
    409,
    false,
    'info',
    'It is in conflict with what is there',
    'Read the present state and decide again.',
  ),
  UNAUTHENTICATED: entry(
    401,
    false,
    'info',
    'No valid API key',
    'Send `Authorization: Bearer <key>`; the first key is printed once at the first start.',
  ),
  FORBIDDEN: entry(
    403,
    false,
    'info',
    'The API key may not do this',
    'Use a key with the role the detail names.',
  ),
  INTERNAL: entry(
    500,
    true,
    'error',
    'Something failed inside the host',
    'Report it with the request id; the log has the details.',
  ),
  // boot and configuration
  CONFIG_INVALID: entry(
    500,
    false,
    'error',
    'The configuration is invalid',
    'Correct the variables listed; docs/reference/config.md describes each.',
  ),
  DATA_DIR_LOCKED: entry(
    500,
    false,
    'error',
    'Another process uses this data directory',
    'Stop the other process, or give this one a HOOKYARD_DATA_DIR of its own.',
  ),
  DATABASE_UNSAFE: entry(
    500,
    false,
    'error',
    'The database would lose acknowledged writes',
    'Switch on the setting the detail names.',
  ),
  DATABASE_NEWER: entry(
    500,
    false,
    'error',
    'The database was written by a newer version of this host',
    'Start that version again, or restore a backup made before the upgrade.',
  ),
  ILLEGAL_STATE_CHANGE: entry(
    500,
    false,
    'error',
    'A request cannot go from its state to that one',
    'This is a bug of the host: report it with the log line.',
  ),
  WRITE_WITHOUT_LOCK: entry(
    500,
    false,
    'error',
    'A write was tried outside the write lock',
    'This is a bug of the host: report it with the log line.',
  ),
  MASTER_KEY_EXPOSED: entry(
    500,
    false,
    'error',
    'The key file can be read by others',
    'Take the rights of group and others away, and consider its secrets known.',
  ),
  MASTER_KEY_INVALID: entry(
    500,
    false,
    'error',
    'The master key is not usable',
    'Make one with: openssl rand -base64 32',
  ),
  MASTER_KEY_WRONG: entry(
    500,
    false,
    'error',
    'The database was written under another master key',
    'Give the HOOKYARD_MASTER_KEY or the key file this database was made with; every process needs the same.',
  ),
  SECRET_UNREADABLE: entry(
    500,
    false,
    'error',
    'A stored secret cannot be opened',
    'Put the key it was sealed with back into the key file, or enter the secret again.',
  ),
  // connectors
  CONNECTOR_INVALID: entry(
    422,
    false,
    'warn',
    'The connector is not valid',
    'Correct what the detail lists and load it again.',
  ),
  CONNECTOR_EXISTS: entry(
    409,
    false,
    'info',
    'A connector of this name and version exists',
    'Raise the version.',
  ),
  CONNECTOR_UNKNOWN: entry(
    404,
    false,
    'info',
    'No connector has this name',
    'GET /v1/connectors lists those there are.',
  ),
  // expressions
  EXPRESSION_INVALID: entry(
    422,
    false,
    'info',
    'The expression does not parse',
    'Correct it at the position named.',
  ),
  EXPRESSION_FAILED: entry(
    422,
    false,
    'info',
    'The expression failed',
    'Try it in the JSONata exerciser with the element shown.',
  ),
  EXPRESSION_TIMEOUT: entry(
    422,
    false,
    'warn',
    'The expression ran longer than it may',
    'Simplify it: 100 ms is the limit for one evaluation.',
  ),
  EXPRESSION_TOO_LARGE: entry(
    422,
    false,
    'warn',
    'The expression used more memory or made more output than it may',
    'Simplify it, or select less.',
  ),
  EXPRESSION_UNAVAILABLE: entry(
    503,
    true,
    'warn',
    'No worker is free to run the expression',
    'Repeat later; if it stays, the machine lacks memory or processes for the expression workers.',
  ),
  SELECTOR_NOT_RECORDS: entry(
    422,
    false,
    'info',
    'The selector yields neither an object nor an array',
    'Let the selector name the object or the array that holds the records.',
  ),
  // JSON
  JSON_INVALID: entry(400, false, 'info', 'The text is not valid JSON', 'Correct it at the position named.'),
  JSON_TOO_DEEP: entry(
    400,
    false,
    'info',
    'The JSON is nested deeper than 200 levels',
    'Send a flatter document.',
  ),
  // outbound
  EGRESS_FAILED: entry(
    502,
    true,
    'warn',
    'The outbound call brought no answer',
    'Check that the system answers at this address; the detail names what failed.',
  ),
  EGRESS_REFUSED: entry(
    403,
    false,
    'warn',
    'The address is not one this host may call',
    'Use a public address, or add the exact host to HOOKYARD_EGRESS_ALLOW.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;

// oxlint-disable-next-line max-params -- five columns of one table, each in its place
function entry(
  status: number,
  retryable: boolean,
  level: ErrorEntry['level'],
  meaning: string,
  remedy: string,
): ErrorEntry {
  return { status, retryable, level, meaning, remedy };
}
