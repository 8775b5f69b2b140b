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
export { idIn, listIn, objectIn } from './answers.js';
export type { CallLimit, ConnectorLimits, RateHeaders } from './limits.js';
export type { HookAnswer } from './answer.js';
export type { ChildMapping, ChildRow } from './child-mapping.js';
export type { FieldMapping } from './field-mapping.js';
export type {
  FieldDefinition,
  FieldSource,
  ReceiverDefinition,
  ReplyDefinition,
  SequenceDefinition,
} from './receiver.js';
export { FIELD_KINDS } from './record-type.js';
export type { FieldKind, RecordField, RecordFields, RecordTypeDeclaration } from './record-type.js';
export { recordTypeDeclarationSchema } from './record-type.schema.js';
export type { CollectionDefinition, CollisionMethod, ConflictRule, MatchKey } from './mapping.js';
export { authDataSchema } from './auth.schema.js';
export type { AuthAssertion, AuthData, AuthDefinition, OAuth2Auth } from './auth.js';
export type {
  AnyConnector,
  Awaitable,
  CheckAnswer,
  ChildRequest,
  ConnectorDefinition,
  ContextOf,
  ElementView,
  ListPage,
  PostActionRequest,
  PrerequisiteAnswer,
  PrerequisiteRequest,
  RecordHandlers,
  RecordSource,
  ResolvedElement,
  ScopeDeclarations,
  ScopeDefinition,
  ScopeTuple,
  WebhookDefinition,
} from './connector.js';
export type {
  MadeSubscription,
  PresentSubscription,
  SubscriptionDefinition,
  WantedSubscription,
} from './subscriptions.js';
export type { ChangeFacts, CreateAnswer, UpdateAnswer, WriteItem, WriteOutcome } from './writes.js';
export {
  all,
  any,
  basic,
  clientCertificate,
  ecdsa,
  ed25519,
  hash,
  hmac,
  ipList,
  jwt,
  rsa,
  secretPath,
  standardWebhooks,
  token,
  unsigned,
} from './verify/builders.js';
export { addressRanges, isAddress } from './verify/address-range.js';
export { TRUSTED_ROOTS } from './verify/documents.js';
export type { DocumentNeed, KeyDocument, KeyDocuments } from './verify/documents.js';
export type { BodyClaim, JwtAlgorithm, JwtOptions, JwtScheme } from './verify/jwt.scheme.js';
export type {
  ClientCertificateOptions,
  ClientCertificateScheme,
  IpListOptions,
  IpListScheme,
  ToldByProxy,
} from './verify/origin.scheme.js';
export { credentialPlaces, judgesSender, secretsUsed } from './verify/facts.js';
export type { CredentialPlaces } from './verify/facts.js';
export { answerHandshake } from './verify/handshake.js';
export type { HandshakeMoment } from './verify/handshake.js';
export type {
  AllowOriginHandshake,
  EchoBodyHandshake,
  EchoQueryHandshake,
  Handshake,
  HandshakeAnswer,
  HandshakeEffect,
  HmacTokenHandshake,
  HookSecretHandshake,
  PingHandshake,
  VisitHandshake,
} from './verify/handshake.kinds.js';
export { handshakeSchema, handshakesSchema } from './verify/handshake.schema.js';
export type { FormFields, RefusalReason, SignedRequest, VerifyResult } from './verify/request.js';
export type {
  BasicOptions,
  BasicScheme,
  BodyHash,
  CombinedScheme,
  Duration,
  EcdsaOptions,
  EcdsaScheme,
  Ed25519Options,
  Ed25519Scheme,
  HashName,
  HashOptions,
  HashScheme,
  HmacOptions,
  HmacScheme,
  JoinedFields,
  LiveSecret,
  LiveSecrets,
  Place,
  PublicKeyForm,
  RsaOptions,
  RsaScheme,
  SecretPathOptions,
  SecretPathScheme,
  SignatureEncoding,
  SignatureList,
  SignatureOptions,
  SigningCertificate,
  SingleScheme,
  StandardWebhooksOptions,
  StandardWebhooksScheme,
  TimestampSource,
  TokenOptions,
  TokenScheme,
  UnsignedScheme,
  VerifyScheme,
} from './verify/scheme.js';
export { verifySchemeSchema } from './verify/scheme.schema.js';
export { compileVerifier } from './verify/verifier.js';
export type { Verifier } from './verify/verifier.js';
export type { NamedSignature } from './signatures/named.schema.js';
export type { SignatureEntry, SignaturePreset } from './signatures/preset.js';
export { signatureEntries, signatures } from './signatures/signatures.js';
export type { SignatureName } from './signatures/signatures.js';
export { defineConnector } from './define.js';
export { anyEvents } from './any-events.js';
export type { AnyEvents, AnyEventsOptions, AnyEventsSettings } from './any-events.js';
export { codeRecordTypes } from './code-record-types.js';
export { copiedFields } from './copied-fields.js';
export { customerRecordTypes, mailRecordTypes } from './customer-record-types.js';
export { smallestUnits } from './smallest-units.js';
export type { SmallestUnits } from './smallest-units.js';
export { formFields } from './rest/form-fields.js';
export { numberedPages } from './rest/numbered-pages.js';
export { textOf, valueAt } from './rest/places.js';
export { restRecords } from './rest/rest-records.js';
export { unlessGone } from './rest/unless-gone.js';
export type {
  AnswerPlace,
  RestList,
  RestPages,
  RestQuery,
  RestResource,
  RestSince,
  RestTaken,
  RestTime,
  RestWrite,
} from './rest/rest-resource.js';
export type { NoPresets } from './define.js';
export { checkConnector } from './check/check-connector.js';
export type { ConnectorProblem, ConnectorProblemCode } from './check/problem.js';
export { connectorFromData } from './connector-data.js';
export { connectorDataSchema } from './connector-data.schema.js';
export type { ConnectorData } from './connector-data.schema.js';
export { collectionSchema } from './mapping.schema.js';
export { declaredSecrets } from './secrets.js';
export { CONTRACT_VERSION, isInRange } from './semver.js';
export {
  directionSchema,
  expressionSchema,
  isRecordType,
  isScopeAction,
  recordTypeSchema,
  scopeActionSchema,
  syncTypeSchema,
} from './vocabulary.schema.js';
