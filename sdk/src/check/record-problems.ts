import type { AnyConnector } from '../connector.js';
import { isRecordType } from '../vocabulary.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

const RECORD_FUNCTIONS = [
  'get',
  'getMany',
  'list',
  'lookup',
  'create',
  'update',
  'delete',
  'merge',
  'writeMany',
  'parent',
] as const;
const FUNCTIONS = ['handlePrerequisite', 'postAction', 'check'] as const;

/** Functions, of records and of the connector itself. */
export function recordProblems(connector: AnyConnector): readonly ConnectorProblem[] {
  const own = FUNCTIONS.flatMap((name) => unlessFunction(name, connector[name]));
  const entries = Object.entries(connector.records ?? {});
  return entries.reduce<readonly ConnectorProblem[]>((problems, [type, handlers]) => {
    const subject = `records.${type}`;
    const unknown = isRecordType(type)
      ? []
      : [problem('record-type-unknown', subject, `'${type}' is no record type`)];
    const wrong = RECORD_FUNCTIONS.flatMap((name) => unlessFunction(`${subject}.${name}`, handlers?.[name]));
    const normalize = unlessFunction(`${subject}.id.normalize`, valueAt(handlers?.id, 'normalize'));
    return [...problems, ...unknown, ...wrong, ...normalize];
  }, own);
}

function valueAt(object: object | undefined, key: string): unknown {
  return object === undefined ? undefined : Reflect.get(object, key);
}

function unlessFunction(subject: string, value: unknown): readonly ConnectorProblem[] {
  if (value === undefined || typeof value === 'function') return [];
  return [problem('record-handler-invalid', subject, 'is no function')];
}
