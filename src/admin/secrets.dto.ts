import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { registerDecorator, isISO8601 } from 'class-validator';

import type { SecretInputs } from '../registry/index.js';

/** One value of a secret as it comes in; `notAfter` is ISO 8601. */
interface SecretValue {
  readonly value: string;
  readonly notAfter?: string;
}

/** Secrets as they come in: by name a new value, the whole list of values, or null for none. */
export type SecretsBody = Readonly<Record<string, string | null | readonly SecretValue[]>>;

const DESCRIPTION =
  'By name: a text is a new value beside the present ones, which verify for a day more; a list ' +
  '`[{value, notAfter?}]` (ISO 8601, at most 5) replaces them; null removes them. Values never come back.';

/** Describes and checks a `secrets` property; the registry knows which names there are. */
export function Secrets(): PropertyDecorator {
  const describe = ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: DESCRIPTION,
    example: { webhook: 'whsec_…' },
  });
  const check: PropertyDecorator = (target, property) =>
    registerDecorator({
      name: 'secrets',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isSecrets,
        defaultMessage: () => 'must name, for each secret, a text, null or a list of {value, notAfter}',
      },
    });
  return applyDecorators(describe, check);
}

export function secretInputs(secrets: SecretsBody | undefined): SecretInputs | undefined {
  if (secrets === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(secrets).map(([name, input]) => [
      name,
      input === null || typeof input === 'string'
        ? input
        : input.map(({ value, notAfter }) => ({
            value,
            ...(notAfter ? { notAfter: Date.parse(notAfter) } : {}),
          })),
    ]),
  );
}

function isSecrets(secrets: unknown): boolean {
  if (secrets === undefined) return true;
  return isPlain(secrets) && Object.values(secrets).every(isInput);
}

function isInput(input: unknown): boolean {
  return input === null || typeof input === 'string' || (Array.isArray(input) && input.every(isValue));
}

function isValue(one: unknown): boolean {
  if (!isPlain(one) || typeof one['value'] !== 'string') return false;
  const { notAfter, ...others } = one;
  const isDated =
    notAfter === undefined || (isISO8601(notAfter) && !Number.isNaN(Date.parse(notAfter as string)));
  return isDated && Object.keys(others).length === 1;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
