import { SetMetadata, type Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';

import type { ErrorCode } from '../../errors/index.js';
import { isConditional } from '../conditional.interceptor.js';
import { isKeyed } from '../idempotency.interceptor.js';

const FAILS = 'hookyard:fails';

/** Codes an operation may answer beside those that follow from what it takes. */
export const Fails = (...codes: ErrorCode[]): MethodDecorator & ClassDecorator => SetMetadata(FAILS, codes);

/** What a description tells of an operation beyond its schemas. */
export interface OperationFacts {
  readonly isConditional: boolean;
  readonly isKeyed: boolean;
  readonly fails: readonly ErrorCode[];
}

type Handler = (...args: unknown[]) => unknown;

/** What the decorators of an operation say, by controller and method. */
export class Operations {
  private readonly controllers: ReadonlyMap<string, Type>;

  constructor(modules: ModulesContainer) {
    const all = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
    this.controllers = new Map(
      all.flatMap(({ metatype }) => (metatype ? [[metatype.name, metatype as Type]] : [])),
    );
  }

  facts(httpMethod: string, controller: string, name: string): OperationFacts {
    const metatype = this.controllers.get(controller);
    const handler = (metatype?.prototype as Readonly<Record<string, Handler>> | undefined)?.[name];
    if (!metatype || !handler) throw new Error(`no ${controller}.${name}`);
    const own = [handler, metatype].flatMap(
      (place) => (Reflect.getMetadata(FAILS, place) ?? []) as ErrorCode[],
    );
    const method = httpMethod.toUpperCase();
    return {
      isConditional: isConditional(method, handler),
      isKeyed: isKeyed(method, handler),
      fails: own,
    };
  }
}
