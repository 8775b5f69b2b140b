import { ValidationPipe, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { ModulesContainer } from '@nestjs/core';
import { getMetadataStorage, IS_OPTIONAL, type ValidationError } from 'class-validator';

import { HostError } from '../errors/index.js';

/** Fields a DTO does not name are refused; every problem is told by its path. */
export function createValidationPipe(): ValidationPipe {
  refuseNulls();
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (problems) => {
      const errors = problems.flatMap((problem) => fieldErrors(problem, ''));
      const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
      return new HostError('VALIDATION_FAILED', { detail, errors });
    },
  });
}

function fieldErrors(problem: ValidationError, above: string): { field: string; message: string }[] {
  const field = above === '' ? problem.property : `${above}.${problem.property}`;
  const own = Object.values(problem.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(problem.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

interface Condition {
  readonly name?: string;
  readonly propertyName: string;
  constraints: ((object: Readonly<Record<string, unknown>>) => boolean)[];
}
type Conditions = ReadonlyMap<Type, Condition[]>;

/** Where `@nestjs/swagger` keeps what it was told of a property. */
const API_PROPERTY = 'swagger/apiModelProperties';

/**
 * `@IsOptional()` lets null pass like what is absent, and a field that is text by its type would hold null. Only where
 * the description says that null may be given does it pass (docs/decisions/0136).
 */
function refuseNulls(): void {
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Conditions };
  for (const [target, conditions] of validationMetadatas) {
    for (const condition of conditions.filter(({ name }) => name === IS_OPTIONAL)) {
      const { propertyName } = condition;
      const told = Reflect.getMetadata(API_PROPERTY, target.prototype as object, propertyName) as
        { readonly nullable?: boolean } | undefined;
      if (!told?.nullable) condition.constraints = [(object) => object[propertyName] !== undefined];
    }
  }
}

/** `RouteParamtypes` of Nest: the parameters that are validated. */
const VALIDATED = new Map([
  [3, '@Body'],
  [4, '@Query'],
  [5, '@Param'],
]);
const PLAIN = new Set<unknown>([String, Number, Boolean]);

/**
 * A DTO imported as a type is erased, and its validation with it, silently. So at boot every whole `@Body()`,
 * `@Query()` and `@Param()` must be a class that says how it is validated. Answers the places where it is not.
 */
export function unvalidatedParameters(modules: ModulesContainer): string[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (metatype ? unvalidatedIn(metatype as Type) : []));
}

function unvalidatedIn(controller: Type): string[] {
  const prototype = controller.prototype as object;
  const methods = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return methods.flatMap((method) => {
    const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
      string,
      { index: number; data?: unknown }
    >;
    const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as unknown[];
    return Object.entries(parameters).flatMap(([key, { index, data }]) => {
      const kind = VALIDATED.get(Number(key.split(':')[0]));
      if (!kind || isFine(types[index], data)) return [];
      return [`${controller.name}.${method} ${kind}()`];
    });
  });
}

function isFine(type: unknown, data: unknown): boolean {
  if (typeof data === 'string') return PLAIN.has(type);
  if (typeof type !== 'function' || type === Object) return false;
  return getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
}
