import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { ModulesContainer } from '@nestjs/core';

import { namesItsRole } from './api-key.guard.js';

/** Every key may look; what changes something says who may. Answers the operations that do not. */
export function operationsWithoutRole(modules: ModulesContainer): string[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (metatype ? withoutRoleIn(metatype as Type) : []));
}

function withoutRoleIn(controller: Type): string[] {
  const prototype = controller.prototype as Readonly<Record<string, object>>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name] as object;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    const isChange = method !== undefined && method !== RequestMethod.GET;
    return isChange && !namesItsRole([handler, controller]) ? [`${controller.name}.${name}`] : [];
  });
}
