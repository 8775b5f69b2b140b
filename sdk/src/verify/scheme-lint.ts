import { parseTemplate, templateOf, type TemplatePart } from './content.js';
import type { SignatureScheme } from './proof.js';
import type { SignatureOptions, TimestampSource } from './scheme.js';
import { withImpliedTimestamp } from './signature-check.js';

/** What is wrong with a scheme, and with which of its fields. */
export interface SchemeProblem {
  readonly field: string;
  readonly message: string;
}

type Variable = Extract<TemplatePart, { variable: string }>;

/** Variables an element can fill; all others belong to the whole request. */
const OF_ELEMENTS = new Set(['fields', 'field', 'id', 'timestamp', 'secret']);

/** What shape alone cannot say: settings that would be kept and never enforced are refused. */
export function signatureProblems(given: SignatureScheme): readonly SchemeProblem[] {
  const scheme = withImpliedTimestamp(given);
  let variables: readonly Variable[];
  try {
    const parts = parseTemplate(templateOf(scheme, scheme.timestamp !== undefined));
    variables = parts.filter((part) => 'variable' in part);
  } catch (error) {
    return [{ field: 'content', message: (error as SyntaxError).message }];
  }
  return [...contentProblems(scheme, variables), ...timeProblems(scheme, variables)];
}

function contentProblems(scheme: SignatureScheme, variables: readonly Variable[]): readonly SchemeProblem[] {
  const has = (name: string): boolean => variables.some(({ variable }) => variable === name);
  const rules: readonly Rule[] = [
    [variables.length === 0, 'content', 'signs nothing of the request'],
    [has('fields') && !scheme.fields, 'fields', '{fields} in content needs fields.paths'],
    [!has('fields') && scheme.fields !== undefined, 'fields', 'content does not use {fields}'],
    [has('id') && !scheme.id, 'id', '{id} in content needs id, the place it lies'],
    [scheme.kind === 'hash' && !has('secret'), 'content', 'of a plain hash must hold {secret}'],
    [scheme.perElement === true && !isOfElement(scheme, variables), 'perElement', PER_ELEMENT],
    ...certificateRules(scheme, has('secret') && scheme.content?.includes('{secret}') === true),
  ];
  return problemsOf(rules);
}

function certificateRules(scheme: SignatureScheme, hasSecret: boolean): readonly Rule[] {
  if (scheme.kind !== 'rsa' || !scheme.certificate) return [];
  const { chain, authorities } = scheme.certificate;
  const field = 'certificate';
  return [
    [scheme.secret !== undefined, 'secret', 'is not read where the certificate is fetched'],
    [scheme.key !== undefined, 'key', 'is not read where the certificate is fetched'],
    [hasSecret, 'content', 'has no {secret} where the certificate is fetched; name one: {secret:…}'],
    [scheme.perElement === true, field, 'signs whole requests, not elements'],
    [authorities !== undefined && chain !== true, field, 'authorities are asked only where chain is true'],
  ];
}

function timeProblems(scheme: SignatureScheme, variables: readonly Variable[]): readonly SchemeProblem[] {
  const { timestamp, list } = scheme;
  const isUsed = variables.some(({ variable }) => variable === 'timestamp');
  const isUnsigned = timestamp !== undefined && isBound(scheme) && !isSigned(timestamp, scheme, variables);
  return problemsOf([
    [isUsed && !timestamp, 'timestamp', '{timestamp} in content needs timestamp, the place it lies'],
    [
      !timestamp && isBound(scheme),
      'maxAge',
      'an age needs timestamp, the place where the time of signing lies',
    ],
    [isUnsigned, 'content', 'must hold {timestamp}: a time that is not signed proves nothing'],
    [timestamp?.item !== undefined && !list?.pair, 'list', 'timestamp.item needs list.pair'],
  ]);
}

type Rule = readonly [isWrong: boolean, field: string, message: string];

function problemsOf(rules: readonly Rule[]): readonly SchemeProblem[] {
  return rules.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : []));
}

const PER_ELEMENT =
  'the signature, id and timestamp lie in body, and content holds {fields}, {field:…}, {id}, {timestamp} or {secret} only';

function isBound({ timestamp, maxAge, maxFuture }: SignatureOptions): boolean {
  if (timestamp) return maxAge !== false || maxFuture !== false;
  return (maxAge ?? false) !== false || (maxFuture ?? false) !== false;
}

function isSigned(
  source: TimestampSource,
  { fields }: SignatureScheme,
  variables: readonly Variable[],
): boolean {
  return variables.some(({ variable, argument }) => {
    if (variable === 'timestamp') return true;
    if (variable === 'body') return source.body !== undefined;
    if (variable === 'fields')
      return source.body !== undefined && fields?.paths.includes(source.body) === true;
    if (variable === 'sortedForm') return source.form !== undefined;
    if (variable === 'url') return source.query !== undefined;
    return variable === 'header' && argument?.toLowerCase() === source.header?.toLowerCase();
  });
}

function isOfElement(scheme: SignatureOptions, variables: readonly Variable[]): boolean {
  const places = [scheme, scheme.id, scheme.timestamp].filter((place) => place !== undefined);
  return (
    places.every(
      ({ body, item }: { body?: string; item?: string }) => body !== undefined || item !== undefined,
    ) &&
    variables.every(({ variable }) => OF_ELEMENTS.has(variable)) &&
    scheme.bodyHash === undefined
  );
}
