export { RECORD_TYPES, SCOPE_ACTIONS } from './vocabulary.js';
export type {
  Direction,
  Expression,
  Json,
  JsonObject,
  KnownRecordType,
  Mode,
  RecordType,
  ScopeAction,
  SyncType,
} from './vocabulary.js';
export {
  AuthExpired,
  BadConfig,
  Conflict,
  FAILURE_KINDS,
  Invalid,
  NotFound,
  NotSupported,
  RateLimited,
  RetryLater,
  Skip,
  Unavailable,
  failureOf,
} from './failures.js';
export type { Failure, FailureKind } from './failures.js';
export type {
  ConnectorContext,
  ConnectorHttp,
  ConnectorLog,
  ConnectorState,
  HttpRequest,
  HttpResponse,
  RequestHints,
} from './context.js';
export type { FieldDefinition, FieldSource, HookAnswer, ReceiverDefinition } from './receiver.js';
export type { CollectionDefinition, CollisionMethod, FieldMapping } from './mapping.js';
export type {
  AnyConnector,
  AuthDefinition,
  ChangeFacts,
  CheckAnswer,
  ChildRequest,
  ConnectorDefinition,
  CreateAnswer,
  ElementView,
  ListPage,
  PrerequisiteAnswer,
  PrerequisiteRequest,
  RecordHandlers,
  RecordSource,
  ResolvedElement,
  ScopeDeclarations,
  ScopeDefinition,
  ScopeTuple,
  UpdateAnswer,
  WebhookDefinition,
  WriteItem,
  WriteOutcome,
} from './connector.js';
export type { LiveSecret, VerifyScheme } from './verify/scheme.js';
export type { Handshake } from './verify/handshake.js';
