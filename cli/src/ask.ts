import { createInterface } from 'node:readline/promises';

import { CommandError, EXIT } from './exit-codes.js';

/** Asks the person at the terminal; ends the command where nobody is there, or says no. */
export async function agreed(text: string, remedy: string): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandError(EXIT.usage, 'nobody is there to be asked', remedy);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${text}\nDo it? (y/N) `);
  lines.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError(EXIT.refused, 'nothing was done');
}
