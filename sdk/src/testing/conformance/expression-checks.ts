import assert from 'node:assert/strict';

import type { ChildMapping } from '../../child-mapping.js';
import type { FieldMapping } from '../../field-mapping.js';
import type { CollectionDefinition } from '../../mapping.js';
import { evaluatePath, stepsOf, type Evaluate } from '../evaluate.js';
import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial } from './connector-trial.js';

/** An expression, and where in its collection it stands. */
type Placed = readonly [place: string, expression: string];

/** A collection with a formula that no host can read is refused when a connection is made. */
export function expressionChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  const collections: readonly CollectionDefinition[] = trial.connector.collections ?? [];
  return collections.flatMap((collection) => {
    const expressions = expressionsOf(collection);
    if (expressions.length === 0) return [];
    return [
      claim(
        `collection ${collection.name}: its expressions are JSONata`,
        'Correct the expression that is named, or hand in `evaluate` to the suite where it is more than a path.',
        async () => {
          for (const [place, expression] of expressions) {
            const problem = await problemOf(trial.evaluate, expression);
            assert.equal(problem, undefined, `${place}: ${expression}: ${problem}`);
          }
        },
      ),
    ];
  });
}

function expressionsOf(collection: CollectionDefinition): readonly Placed[] {
  return [
    ...named('filter', collection.filter),
    ...named('errorFilter', collection.errorFilter),
    ...formulasOf(collection.mappings),
    ...(collection.children ?? []).flatMap((child) => expressionsOfChild(child, child.target)),
  ];
}

function expressionsOfChild(child: ChildMapping, path: string): readonly Placed[] {
  return [
    ...named(`${path}: source`, child.source),
    ...named(`${path}: filter`, child.filter),
    ...formulasOf(child.mappings, `${path}.`),
    ...(child.rows ?? []).flatMap((row) => [
      ...named(`${path}: row ${row.name}`, row.when),
      ...formulasOf(row.mappings, `${path}: row ${row.name}.`),
    ]),
    ...(child.children ?? []).flatMap((inner) => expressionsOfChild(inner, `${path}.${inner.target}`)),
  ];
}

function formulasOf(mappings: readonly FieldMapping[], prefix = ''): readonly Placed[] {
  return mappings.flatMap((mapping) =>
    mapping.kind === 'formula' ? [[`${prefix}${mapping.target}`, mapping.expression] as const] : [],
  );
}

function named(place: string, expression: string | undefined): readonly Placed[] {
  return expression === undefined ? [] : [[place, expression]];
}

/** What is wrong with how it is written. What it says of a record that is not there is nobody's business. */
async function problemOf(evaluate: Evaluate, expression: string): Promise<string | undefined> {
  if (evaluate === evaluatePath) return stepsOf(expression) ? undefined : 'no plain path';
  try {
    await evaluate(expression, {}, {});
    return undefined;
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: string };
    return typeof code === 'string' && SYNTAX.test(code) ? (message ?? code) : undefined;
  }
}

/** Codes of JSONata: S while it is read, T and D while it is evaluated. */
const SYNTAX = /^S\d+$/;
