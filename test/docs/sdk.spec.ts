import ts from 'typescript';

const ENTRIES = ['sdk/src/index.ts', 'sdk/src/testing/index.ts'];
/** They tell the members of a union apart: the union's own words say what each is. */
const DISCRIMINANTS = new Set(['kind', 'op', 'ok']);

describe("the SDK's public names", () => {
  const { checker, exported } = sdk();

  it('each say what they are for', () => {
    const silent = exported.filter((symbol) => !isDocumented(symbol)).map(({ name }) => name);

    expect(exported.length).toBeGreaterThan(100);
    expect(silent).toEqual([]);
  });

  it('and so does each of their properties', () => {
    const properties = exported.flatMap((symbol) =>
      (symbol.declarations ?? []).flatMap(membersOf).map((member) => ({ member, of: symbol.name })),
    );

    const silent = properties.flatMap(({ member, of }) => {
      const symbol = member.name && checker.getSymbolAtLocation(member.name);
      if (!symbol || DISCRIMINANTS.has(symbol.name) || isNever(member)) return [];
      return isDocumented(symbol) ? [] : [`${of}.${symbol.name}`];
    });

    expect(properties.length).toBeGreaterThan(300);
    expect(silent).toEqual([]);
  });

  function isDocumented(symbol: ts.Symbol): boolean {
    return symbol.getDocumentationComment(checker).length > 0;
  }
});

type Member = ts.TypeElement | ts.ClassElement;

/** Of interfaces, classes and object types, and of unions and intersections of those. */
function membersOf(declaration: ts.Declaration): readonly Member[] {
  if (ts.isInterfaceDeclaration(declaration)) return [...declaration.members];
  if (ts.isTypeAliasDeclaration(declaration)) return membersIn(declaration.type);
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members.filter(
    (member) =>
      !ts.isConstructorDeclaration(member) &&
      (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0,
  );
}

function membersIn(type: ts.TypeNode): readonly Member[] {
  if (ts.isTypeLiteralNode(type)) return [...type.members];
  if (ts.isParenthesizedTypeNode(type)) return membersIn(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(membersIn);
  return [];
}

function isNever(member: Member): boolean {
  return ts.isPropertySignature(member) && member.type?.kind === ts.SyntaxKind.NeverKeyword;
}

/** The SDK alone: what it imports from others has no part in its words, and costs four seconds. */
function sdk(): { readonly checker: ts.TypeChecker; readonly exported: readonly ts.Symbol[] } {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noLib: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, file, redirected, found) =>
    literals.map(({ text }) =>
      text.startsWith('.')
        ? ts.resolveModuleName(text, file, found, host, undefined, redirected)
        : { resolvedModule: undefined },
    );
  const program = ts.createProgram(ENTRIES, options, host);
  const checker = program.getTypeChecker();
  const exported = ENTRIES.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    return module ? checker.getExportsOfModule(module) : [];
  });
  return {
    checker,
    exported: exported.map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    ),
  };
}
