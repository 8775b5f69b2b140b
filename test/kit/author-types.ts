import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

/** Where there is no tsconfig.json yet. */
const STRICT = { target: 'es2023', module: 'nodenext', strict: true, types: [], skipLibCheck: true };
/** The workspace's SDK has declarations only when it is packed: its source says the same. */
const FROM_SOURCE: ts.CompilerOptions = {
  customConditions: ['source'],
  preserveSymlinks: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** Checks the types of a connector's folder as its author would; what is outside it is read once. */
export class AuthorTypes {
  private readonly read = new Map<string, ts.SourceFile | undefined>();
  private program: ts.Program | undefined;

  constructor(private readonly folder: string) {}

  /** What is wrong, by the file below `src`. */
  errors(): ReadonlyMap<string, string> {
    const sources = join(this.folder, 'src');
    const files = readdirSync(sources).map((file) => join(sources, file));
    const options = this.options();
    const host = ts.createCompilerHost(options);
    const parse = host.getSourceFile.bind(host);
    host.getSourceFile = (file, ...rest) => {
      if (file.startsWith(sources)) return parse(file, ...rest);
      if (!this.read.has(file)) this.read.set(file, parse(file, ...rest));
      return this.read.get(file);
    };
    const program = ts.createProgram({ rootNames: files, options, host, oldProgram: this.program });
    this.program = program;
    return new Map(
      files.flatMap((file) => {
        const source = program.getSourceFile(file);
        const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
        const text = found.map(textOf).join('\n');
        return text === '' ? [] : [[file.slice(sources.length + 1), text] as const];
      }),
    );
  }

  private options(): ts.CompilerOptions {
    const path = join(this.folder, 'tsconfig.json');
    const { config } = existsSync(path)
      ? (ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: object })
      : { config: { compilerOptions: STRICT } };
    const { options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, this.folder, FROM_SOURCE);
    if (errors.length > 0) throw new Error(errors.map(textOf).join('\n'));
    return options;
  }
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, '\n');
}
