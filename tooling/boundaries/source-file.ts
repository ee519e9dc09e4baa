import { parseSync, Visitor } from 'oxc-parser';

/** A breach of a boundary. `path` is relative to the root, with forward slashes; `line` counts from 1. */
export interface Violation {
  path: string;
  line: number;
  rule: string;
  message: string;
}

/** One `import`, `export … from`, dynamic `import()` or `import('…')` type. */
export interface ImportedModule {
  specifier: string;
  line: number;
  /**
   * Nothing is loaded at run time. `import { type A }` is not type-only: stripping its types leaves an import for effect.
   */
  isTypeOnly: boolean;
}

/** A name that a module lets out; `*` for `export * from`. */
export interface ExportedName {
  name: string;
  line: number;
}

/** A string literal given as first argument of a call, with the callee's name. */
export interface LabelledCall {
  callee: string;
  label: string;
  line: number;
}

/** What the checks need to know of a TypeScript or JavaScript file. */
export interface SourceFile {
  path: string;
  imports: ImportedModule[];
  exports: ExportedName[];
  environmentReads: number[];
  labelledCalls: LabelledCall[];
}

/** Reads imports, exports and uses of the environment out of a source text. Throws on a syntax error. */
export function readSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  const lineAt = lineFinder(text);
  const source: SourceFile = { path, imports: [], exports: [], environmentReads: [], labelledCalls: [] };
  readStaticImports(parsed.module.staticImports, text, lineAt, source);
  readExports(parsed.module.staticExports, text, lineAt, source);
  for (const { start, moduleRequest } of parsed.module.dynamicImports) {
    const specifier = text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, '');
    source.imports.push({ specifier, line: lineAt(start), isTypeOnly: false });
  }
  walk(parsed.program, lineAt, source);
  return source;
}

type ParsedModule = ReturnType<typeof parseSync>['module'];
type LineAt = (offset: number) => number;

function lineFinder(text: string): LineAt {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}

function readStaticImports(
  found: ParsedModule['staticImports'],
  text: string,
  lineAt: LineAt,
  source: SourceFile,
) {
  for (const { start, moduleRequest, entries } of found) {
    source.imports.push({
      specifier: moduleRequest.value,
      line: lineAt(start),
      isTypeOnly:
        entries.length > 0 &&
        entries.every((entry) => entry.isType) &&
        /^import\s+type\b/.test(text.slice(start)),
    });
    // `import { env } from 'node:process'` reads the environment under another name.
    const isProcess = /^(node:)?process$/.test(moduleRequest.value);
    if (isProcess && entries.some((entry) => entry.importName.name === 'env')) {
      source.environmentReads.push(lineAt(start));
    }
  }
}

function readExports(found: ParsedModule['staticExports'], text: string, lineAt: LineAt, source: SourceFile) {
  for (const { start, entries } of found) {
    const isTypeOnly = /^export\s+type\b/.test(text.slice(start));
    const sources = new Set<string>();
    for (const entry of entries) {
      if (entry.moduleRequest !== null) sources.add(entry.moduleRequest.value);
      const isStar = entry.importName.kind === 'AllButDefault' || entry.importName.kind === 'All';
      source.exports.push({ name: isStar ? '*' : (entry.exportName.name ?? 'default'), line: lineAt(start) });
    }
    for (const specifier of sources) source.imports.push({ specifier, line: lineAt(start), isTypeOnly });
  }
}

function walk(program: ReturnType<typeof parseSync>['program'], lineAt: LineAt, source: SourceFile) {
  new Visitor({
    TSImportType(node) {
      source.imports.push({ specifier: node.source.value, line: lineAt(node.start), isTypeOnly: true });
    },
    MemberExpression(node) {
      const property = node.property.type === 'Literal' ? node.property.value : nameOf(node.property);
      const isEnvironment =
        property === 'env' && (isProcess(node.object) || node.object.type === 'MetaProperty');
      if (isEnvironment) source.environmentReads.push(lineAt(node.start));
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || !isProcess(node.init)) return;
      const takesEnvironment = node.id.properties.some(
        (property) => property.type === 'Property' && nameOf(property.key) === 'env',
      );
      if (takesEnvironment) source.environmentReads.push(lineAt(node.start));
    },
    CallExpression(node) {
      const [first] = node.arguments;
      const callee = nameOf(node.callee);
      if (callee === undefined || first?.type !== 'Literal' || typeof first.value !== 'string') return;
      source.labelledCalls.push({ callee, label: first.value, line: lineAt(node.start) });
      if (callee === 'require') {
        source.imports.push({ specifier: first.value, line: lineAt(node.start), isTypeOnly: false });
      }
    },
  }).visit(program);
}

interface Node {
  type: string;
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' && 'name' in node && typeof node.name === 'string'
    ? node.name
    : undefined;
}

/** `process`, or `process` reached through another object, as in `globalThis.process`. */
function isProcess(node: Node | null): boolean {
  if (node === null) return false;
  if (nameOf(node) === 'process') return true;
  if (node.type !== 'MemberExpression' || !('property' in node)) return false;
  const property = node.property;
  return (
    typeof property === 'object' && property !== null && 'name' in property && property.name === 'process'
  );
}
