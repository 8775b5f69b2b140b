import { isTrue } from '../../expressions/index.js';
import { ignore } from '../../errors/index.js';
import type { Question } from '../../flow/index.js';
import type { HandlerView } from './handler-view.js';

/** The first whose connections and condition fit. A condition that fails is no reason to ask nobody. */
export async function firstThatFits(
  handlers: readonly HandlerView[],
  question: Question,
): Promise<HandlerView | null> {
  const { connection } = question;
  for (const handler of handlers) {
    const { connections } = handler.definition;
    if (connections !== null && (connection === null || !connections.includes(connection))) continue;
    if (await fits(handler, question)) return handler;
  }
  return null;
}

async function fits({ condition }: HandlerView, question: Question): Promise<boolean> {
  if (!condition) return true;
  try {
    return isTrue(await condition.evaluate(question));
  } catch (error) {
    ignore(error, 'the condition of a handler failed: it is asked');
    return true;
  }
}
