import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

/** The words that may follow each command, by the commands in front of them. */
export type CommandTree = ReadonlyMap<string, readonly string[]>;

const SHELLS: Readonly<Record<string, (tree: CommandTree) => string>> = { bash, zsh, fish };

export function addCompletion(program: Command, context: Context): void {
  program
    .command('completion <shell>')
    .description('a script for bash, zsh or fish: source <(hookyard completion bash)')
    .action((shell: string) => {
      const write = SHELLS[shell];
      if (!write)
        throw new CommandError(EXIT.usage, `${shell} is not one of ${Object.keys(SHELLS).join(', ')}`);
      const script = write(treeOf(program));
      context.out.result({ shell, script }, () => script);
    });
}

function treeOf(command: Command, path = ''): CommandTree {
  const names = command.commands.map((one) => one.name());
  const options = command.options.flatMap(({ long }) => (long ? [long] : []));
  const below = command.commands.flatMap((one) => [...treeOf(one, `${path}${one.name()} `)]);
  return new Map([[path.trim(), [...names, ...options]], ...below]);
}

function bash(tree: CommandTree): string {
  return `_hookyard() {
  local word="\${COMP_WORDS[COMP_CWORD]}" path="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path\${COMP_WORDS[i]}" in
${[...tree.keys()]
  .filter(Boolean)
  .map((path) => `      '${path}') path='${path} ' ;;`)
  .join('\n')}
    esac
  done
  case "\${path% }" in
${[...tree].map(([path, words]) => `    '${path}') COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word")) ;;`).join('\n')}
  esac
}
complete -o default -F _hookyard hookyard`;
}

function zsh(tree: CommandTree): string {
  return `#compdef hookyard
autoload -U +X bashcompinit && bashcompinit
${bash(tree)}`;
}

function fish(tree: CommandTree): string {
  const lines = [...tree].flatMap(([path, words]) => {
    const parts = path.split(' ').filter(Boolean);
    const seen = parts.map((part) => `__fish_seen_subcommand_from ${part}`).join('; and ');
    const when = parts.length === 0 ? '__fish_use_subcommand' : seen;
    return words.map((word) =>
      word.startsWith('--')
        ? `complete -c hookyard -n '${parts.length === 0 ? 'true' : seen}' -l ${word.slice(2)}`
        : `complete -c hookyard -f -n '${when}' -a ${word}`,
    );
  });
  return lines.join('\n');
}
