import { readFileSync } from 'node:fs';

import { EXIT } from '../../cli/src/exit-codes.js';
import { programOf } from '../../cli/src/program.js';

type Command = ReturnType<typeof programOf>;

const GUIDE = readFileSync('docs/guides/cli.md', 'utf8');

const written = { write: () => true };
const program = programOf({
  env: {},
  signal: new AbortController().signal,
  stdout: written,
  stderr: written,
  endWith: () => undefined,
});

/** The command lines of the guide, in words. */
const LINES = [...GUIDE.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split('\n'))
  .flatMap((line) => /hookyard (?<words>[^#|)]*)/.exec(line)?.groups?.['words'] ?? [])
  .map((words) => words.match(/'[^']*'|\S+/g) ?? []);

function commandOf(words: readonly string[]): {
  readonly command: Command;
  readonly rest: readonly string[];
} {
  let command: Command = program;
  let rest = words;
  for (;;) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (!next) return { command, rest };
    command = next;
    rest = rest.slice(1);
  }
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}`.trim() : '';
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

describe('the guide to the command line', () => {
  it.each(LINES.map((words) => [words.join(' '), words] as const))(
    'can be typed: hookyard %s',
    (_line, words) => {
      const { command, rest } = commandOf(words);
      const options = [...command.options, ...program.options].map(({ long }) => long);
      const required = command.registeredArguments.filter((one) => one.required).length;
      const values = rest.filter((word) => !word.startsWith('--'));

      expect(command.commands).toEqual([]);
      expect(options).toEqual(expect.arrayContaining(rest.filter((word) => word.startsWith('--'))));
      expect(values.length).toBeGreaterThanOrEqual(required);
    },
  );

  it('leaves no command out', () => {
    const shown = new Set(LINES.map((words) => pathOf(commandOf(words).command)));

    expect(
      leavesOf(program)
        .map(pathOf)
        .filter((path) => !shown.has(path)),
    ).toEqual([]);
  });

  it('names every way a command ends', () => {
    const named = [...GUIDE.matchAll(/^\| (\d) +\|/gm)].map(([, code]) => Number(code));

    expect(named).toEqual(Object.values(EXIT));
  });
});
