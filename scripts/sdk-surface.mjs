// What the SDK exports, read with the compiler: for its reference, and for the test that nothing of it is silent.
import { relative } from 'node:path';

import ts from 'typescript';

const ENTRIES = { '@hookyard/sdk': 'sdk/src/index.ts', '@hookyard/sdk/testing': 'sdk/src/testing/index.ts' };
const printer = ts.createPrinter({ removeComments: true });

/** Every exported symbol, in the order of its entry's files: see sdk-surface.d.mts. */
export function sdkSurface() {
  const { program, checker } = sdkAlone();
  return Object.entries(ENTRIES).flatMap(([from, entry]) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
    return checker.getExportsOfModule(module).map((symbol) => {
      const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return told(own, symbol.name, from, checker);
    });
  });
}

/** What the SDK imports from others has no part in its words, and costs four seconds. */
function sdkAlone() {
  const options = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
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
  const program = ts.createProgram(Object.values(ENTRIES), options, host);
  return { program, checker: program.getTypeChecker() };
}

function told(symbol, name, from, checker) {
  const [declaration] = symbol.declarations;
  return {
    name,
    from,
    file: relative('sdk/src', declaration.getSourceFile().fileName),
    kind: kindOf(declaration),
    signature: symbol.declarations.flatMap((one) => signatureOf(one, checker)).join('\n'),
    doc: docOf(symbol, checker),
    example: symbol
      .getJsDocTags(checker)
      .filter((tag) => tag.name === 'example')
      .map((tag) => ts.displayPartsToString(tag.text).replace(/^```ts\n|\n```$/g, ''))
      .join('\n'),
    members: symbol.declarations.flatMap((one) => variantsOf(one, checker)),
    mentions: symbol.declarations.flatMap(mentionsOf),
  };
}

function kindOf(declaration) {
  if (ts.isFunctionDeclaration(declaration)) return 'function';
  if (ts.isClassDeclaration(declaration)) return 'class';
  return ts.isVariableDeclaration(declaration) ? 'constant' : 'type';
}

function docOf(symbol, checker) {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker));
}

function signatureOf(declaration, checker) {
  if (ts.isFunctionDeclaration(declaration)) return [headOf(declaration, declaration.body)];
  if (ts.isInterfaceDeclaration(declaration)) return [interfaceHead(declaration)];
  if (ts.isClassDeclaration(declaration)) return constructorsOf(declaration);
  if (ts.isTypeAliasDeclaration(declaration)) return [aliasOf(declaration, checker)];
  return [constantOf(declaration, checker)];
}

function headOf(declaration, end) {
  const source = declaration.getSourceFile();
  return source.text
    .slice(declaration.getStart(source), end?.getStart(source) ?? declaration.getEnd())
    .replace(/^export (abstract )?/, '')
    .trim();
}

function interfaceHead(declaration) {
  const source = declaration.getSourceFile();
  const from = declaration.getStart(source);
  const brace = source.text.lastIndexOf('{', declaration.members[0]?.getFullStart() ?? declaration.getEnd());
  return source.text
    .slice(from, brace)
    .replace(/^export /, '')
    .trim();
}

function constructorsOf(declaration) {
  const made = declaration.members.filter(ts.isConstructorDeclaration);
  const name = declaration.name.text;
  if (made.length === 0) return [`class ${name} { constructor(message: string) }`];
  return made.map(({ parameters }) => {
    const listed = parameters.map(
      (one) =>
        `${one.name.getText()}${one.questionToken || one.initializer ? '?' : ''}${one.type ? `: ${plain(one.type)}` : ''}`,
    );
    return `class ${name} { constructor(${listed.join(', ')}) }`;
  });
}

/** `keyof typeof` something that is not exported says nothing to a reader: its names do. */
function aliasOf(declaration, checker) {
  if (!/\btypeof\b/.test(declaration.type.getText())) return plain(declaration).replace(/^export /, '');
  const type = checker.getTypeAtLocation(declaration.name);
  const isOfNames = type.isUnion() && type.types.every((one) => one.isStringLiteral());
  if (!isOfNames) return plain(declaration).replace(/^export /, '');
  return `type ${declaration.name.text} =\n  | ${type.types.map(({ value }) => `'${value}'`).join('\n  | ')};`;
}

function constantOf(declaration, checker) {
  const name = declaration.name.getText();
  if (declaration.type) return `const ${name}: ${plain(declaration.type)}`;
  const { initializer } = declaration;
  // Their schemas are zod's own; what they accept is the type their words name.
  if (/^z\s*\.|Schema\b|^z$/.test(initializer.getText())) return `const ${name}: z.ZodType`;
  const type = checker.getTypeAtLocation(declaration.name);
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).replaceAll('"', "'");
  const lines = text.startsWith('{')
    ? text.replaceAll(/(?<=[{;]) (?=readonly)/g, '\n  ').replace(/ }$/, '\n}')
    : text;
  return `const ${name}: ${lines}`;
}

/** Of a union of objects one list for each, of anything else one at most. */
function variantsOf(declaration, checker) {
  if (ts.isInterfaceDeclaration(declaration)) return [membersOf(declaration.members, checker)];
  if (ts.isTypeAliasDeclaration(declaration))
    return literalsIn(declaration.type).map(({ members }) => membersOf(members, checker));
  if (!ts.isClassDeclaration(declaration)) return [];
  const shown = declaration.members.filter(
    (member) =>
      !ts.isConstructorDeclaration(member) &&
      (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0,
  );
  return [membersOf(shown, checker)];
}

function literalsIn(type) {
  if (!type) return [];
  if (ts.isTypeLiteralNode(type)) return [type];
  if (ts.isParenthesizedTypeNode(type)) return literalsIn(type.type);
  if (ts.isTypeOperatorNode(type) || ts.isArrayTypeNode(type))
    return literalsIn(ts.isArrayTypeNode(type) ? type.elementType : type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(literalsIn);
  return [];
}

function membersOf(members, checker) {
  return members
    .filter((member) => member.name && member.type?.kind !== ts.SyntaxKind.NeverKeyword)
    .map((member) => ({
      name: member.name.getText(),
      signature: memberSignature(member),
      doc: docOf(checker.getSymbolAtLocation(member.name), checker),
      members: ts.isPropertySignature(member)
        ? literalsIn(member.type).map((literal) => membersOf(literal.members, checker))
        : [],
    }));
}

function memberSignature(member) {
  const text = plain(member).replace(/^readonly /, '');
  return text.replace(/;$/, '').replace(/\s+/g, ' ');
}

function mentionsOf(declaration) {
  const found = new Set();
  const visit = (node) => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node))
      found.add((node.typeName ?? node.expression).getText());
    if (ts.isBlock(node) || (ts.isVariableDeclaration(declaration) && node === declaration.initializer))
      return;
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return [...found];
}

function plain(node) {
  return printer
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
}
