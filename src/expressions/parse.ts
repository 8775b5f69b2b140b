import jsonata from 'jsonata';

import { HostError } from '../errors/index.js';
import { eachNode, type AstNode } from './ast.js';
import { describe } from './jsonata-error.js';
import { LIMITS } from './limits.js';
import { parsesTooLong } from './parse-cost.js';

export interface ParsedExpression {
  readonly ast: AstNode;
  /** A regular expression cannot be stopped, and `$eval` may hold one. */
  readonly isUnstoppable: boolean;
}

/** Reads an expression without running any of it. Throws EXPRESSION_INVALID with the position. */
export function parseExpression(source: string): ParsedExpression {
  refuseOversize(source);
  let ast: AstNode;
  try {
    ast = jsonata(source).ast() as unknown as AstNode;
  } catch (error) {
    throw new HostError('EXPRESSION_INVALID', { detail: describe(error) }, { cause: error });
  }
  let isUnstoppable = false;
  eachNode(ast, (node) => {
    if (node.type === 'regex') isUnstoppable = true;
    if (node.type === 'variable' && node.value === 'eval') isUnstoppable = true;
  });
  return { ast, isUnstoppable };
}

function refuseOversize(source: string): void {
  if (source.length > LIMITS.sourceChars) {
    const detail = `it has ${source.length} characters, ${LIMITS.sourceChars} are allowed`;
    throw new HostError('EXPRESSION_INVALID', { detail });
  }
  if (parsesTooLong(source)) {
    throw new HostError('EXPRESSION_INVALID', { detail: 'it nests too many ?: and ?? operators' });
  }
}
