import type { Json, JsonObject } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { parseJson } from '../expressions/index.js';
import { DECISIONS, type Decision, type HandlerPosition, type Question } from '../flow/index.js';

/** What a handler answered; `invalid`: it failed, with what was wrong. */
export type ReadAnswer =
  | {
      readonly kind: 'decided';
      readonly answer: Decision;
      readonly record: JsonObject | null;
      readonly reason: string | null;
    }
  | { readonly kind: 'invalid'; readonly message: string };

export interface AnswerRules {
  readonly position: HandlerPosition;
  readonly question: Question;
  /** Fields that do not hold what their type declares, in words. */
  readonly problemsOf: (record: JsonObject) => readonly string[];
}

const LONGEST_REASON = 1_000;
const MOST_NAMED = 5;

/** The body of a 2xx answer. */
export function readAnswer(text: string, rules: AnswerRules): ReadAnswer {
  const said = objectIn(text);
  if (!said) return invalid('its answer is no JSON object');
  const answer = DECISIONS.find((one) => one === said['decision']);
  if (!answer) return invalid(`its answer names no decision: ${DECISIONS.join(', ')}`);
  const { reason = null, record = null } = said;
  const problem = reasonProblem(answer, reason) ?? recordProblem(answer, record, rules);
  if (problem !== null) return invalid(problem);
  return { kind: 'decided', answer, record: record as JsonObject | null, reason: reason as string | null };
}

function reasonProblem(answer: Decision, reason: Json): string | null {
  if (reason !== null && (typeof reason !== 'string' || reason.length > LONGEST_REASON))
    return `its reason is no text of at most ${LONGEST_REASON} characters`;
  return answer === 'reject' && (reason ?? '').trim() === '' ? 'it rejects without a reason' : null;
}

function recordProblem(answer: Decision, record: Json, rules: AnswerRules): string | null {
  const wants = wantsRecord(answer, rules);
  if (record === null) return wants === 'always' ? `it answers ${answer} without a record` : null;
  if (wants === 'never') return `it answers ${answer} with a record, which belongs to replace`;
  return problemOf(record, rules);
}

/** Who did the step itself says what came of it; of a record that is gone there may be nothing to say. */
function wantsRecord(answer: Decision, { position, question }: AnswerRules): 'always' | 'never' | 'perhaps' {
  if (answer === 'replace') return 'always';
  if (answer !== 'proceed' || position === 'before') return 'never';
  return question.step === 'create' || question.step === 'update' ? 'always' : 'perhaps';
}

function problemOf(record: Json, { question, problemsOf }: AnswerRules): string | null {
  if (!isObject(record)) return 'its record is no object';
  const problems = [...problemsOf(record), ...childProblems(record, question)];
  if (problems.length === 0) return null;
  return `its record does not fit ${question.recordType}: ${problems.slice(0, MOST_NAMED).join('; ')}`;
}

/** Lists whose entries are told apart by an id have to keep them. */
function childProblems(record: JsonObject, { incoming, stored }: Question): string[] {
  return Object.entries(record).flatMap(([field, list]) => {
    const before = incoming?.[field] ?? stored?.data[field];
    if (!Array.isArray(list) || !Array.isArray(before) || before.length === 0 || !before.every(hasId))
      return [];
    const ids = list.map((entry) => (hasId(entry) ? entry['id'] : undefined));
    const isWhole = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
    return isWhole ? [] : [`${field} has an entry without an id of its own`];
  });
}

function hasId(entry: Json | undefined): entry is JsonObject {
  return isObject(entry) && typeof entry['id'] === 'string';
}

function objectIn(text: string): JsonObject | null {
  try {
    const value = parseJson(text) as Json;
    return isObject(value) ? value : null;
  } catch (error) {
    if (isHostError(error)) return null;
    throw error;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): ReadAnswer {
  return { kind: 'invalid', message };
}
