import { HostError, isHostError } from '../errors/index.js';
import type { FieldValue } from './field-value.js';
import { isPromise } from './maybe-promise.js';

/** Compiles; errors, now and when it runs, say where. */
export function compiledAt(where: string, make: () => FieldValue): FieldValue {
  try {
    return located(where, make());
  } catch (error) {
    throw at(where, error);
  }
}

/** The same value, whose errors say where they happened. */
function located(where: string, value: FieldValue): FieldValue {
  return (record, bindings, missed) => {
    try {
      const result = value(record, bindings, missed);
      if (!isPromise(result)) return result;
      return result.catch((error: unknown) => {
        throw at(where, error);
      });
    } catch (error) {
      throw at(where, error);
    }
  };
}

function at(where: string, error: unknown): unknown {
  if (!isHostError(error)) return error;
  return new HostError(error.code, { ...error.details, subject: where }, { cause: error });
}
