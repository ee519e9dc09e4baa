import { isBuiltin } from 'node:module';
import path from 'node:path';

import { APP_IMPORTERS, FEATURE_LAYERS, PACKAGES, TEST_FILES, VENDORS, type VendorDoor } from './rules.ts';
import type { ImportedModule, SourceFile, Violation } from './source-file.ts';

/** Holds one file's imports to the package table, the feature layers and the vendors' doors. */
export function checkImports(file: SourceFile): Violation[] {
  const owner = packageOf(file.path);
  if (owner === undefined) return [];
  if (PACKAGES[owner] === undefined) {
    return [violation(file, 1, 'package-table', `${owner} has no row in tooling/boundaries/rules.ts`)];
  }
  return file.imports.flatMap((imported) => {
    const target = targetOf(file.path, imported.specifier);
    const problem =
      target.kind === 'workspace'
        ? (packageProblem(file.path, owner, target, imported) ?? featureProblem(file.path, target.path))
        : vendorProblem(file.path, owner, target.vendor, imported);
    return problem === undefined ? [] : [violation(file, imported.line, problem.rule, problem.message)];
  });
}

/** Tells whether a path matches one of the globs. */
export function matchesAny(file: string, globs: readonly string[]): boolean {
  return globs.some((glob) => path.posix.matchesGlob(file, glob));
}

interface Problem {
  rule: string;
  message: string;
}

type Target =
  | { kind: 'workspace'; owner: string; path: string; isRelative: boolean }
  | { kind: 'vendor'; vendor: string };

function violation(file: SourceFile, line: number, rule: string, message: string): Violation {
  return { path: file.path, line, rule, message };
}

function packageOf(file: string): string | undefined {
  const [top, name] = file.split('/');
  if (top === 'apps' || top === 'packages') return name;
  return top;
}

function targetOf(importer: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(importer), specifier));
    return { kind: 'workspace', owner: packageOf(resolved) ?? '', path: resolved, isRelative: true };
  }
  const [scope = '', name = '', ...rest] = specifier.split('/');
  if (scope === '@access') {
    const folder = `packages/${name}/src`;
    return {
      kind: 'workspace',
      owner: name,
      path: rest.length === 0 ? `${folder}/index.ts` : `${folder}/${rest.join('/')}/index.ts`,
      isRelative: false,
    };
  }
  return { kind: 'vendor', vendor: scope.startsWith('@') ? `${scope}/${name}` : scope };
}

function packageProblem(
  importer: string,
  owner: string,
  target: Extract<Target, { kind: 'workspace' }>,
  { specifier, isTypeOnly }: ImportedModule,
): Problem | undefined {
  if (target.owner === owner) return undefined;
  if (target.isRelative) {
    return { rule: 'package-path', message: `${specifier} reaches into another package: import it by name` };
  }
  const row = PACKAGES[owner];
  if (row === undefined || mayImport(owner, target.owner)) return undefined;
  if (matchesAny(importer, TEST_FILES) && row.inTests?.includes(target.owner)) return undefined;
  if (row.typesOnly?.includes(target.owner)) {
    return isTypeOnly
      ? undefined
      : {
          rule: 'types-only',
          message: `${owner} may name ${target.owner} with \`import type\` only; take the value as an argument`,
        };
  }
  return { rule: 'package-import', message: `${owner} may not import ${target.owner}` };
}

function mayImport(owner: string, target: string): boolean {
  const imports = PACKAGES[owner]?.imports ?? [];
  if (imports !== 'any') return imports.includes(target);
  const isApp = ['server', 'worker', 'web', 'e2e', 'tooling', 'ml-models'].includes(target);
  return isApp ? (APP_IMPORTERS[target] ?? []).includes(owner) : true;
}

function featureOf(file: string): { name: string; layer: number } | undefined {
  const name = /^packages\/core\/src\/([^/]+)\//.exec(file)?.[1];
  return name === undefined
    ? undefined
    : { name, layer: FEATURE_LAYERS.findIndex((layer) => layer.includes(name)) };
}

function featureProblem(importer: string, target: string): Problem | undefined {
  const from = featureOf(importer);
  const to = featureOf(target);
  if (from === undefined || to === undefined || from.name === to.name) return undefined;
  for (const feature of [from, to]) {
    if (feature.layer === -1) {
      return {
        rule: 'feature-order',
        message: `${feature.name} is in no layer of tooling/boundaries/rules.ts`,
      };
    }
  }
  // A test may set its scene through any feature's door.
  if (to.layer >= from.layer && !matchesAny(importer, TEST_FILES)) {
    return {
      rule: 'feature-order',
      message: `${from.name} (layer ${from.layer}) may not import ${to.name} (layer ${to.layer}): send a domain event`,
    };
  }
  return target === `packages/core/src/${to.name}/index.ts`
    ? undefined
    : { rule: 'feature-door', message: `${from.name} may import ${to.name} through its index.ts only` };
}

function vendorProblem(
  importer: string,
  owner: string,
  vendor: string,
  { specifier, isTypeOnly }: ImportedModule,
): Problem | undefined {
  const isForTests = matchesAny(importer, TEST_FILES) || importer.endsWith('.config.ts');
  if (isBuiltin(specifier)) {
    // Beside src lie the tools of the package's build, which run in Node.
    const isShipped = importer.includes('/src/') && !isForTests;
    const isBreach = PACKAGES[owner]?.browser === true && !isTypeOnly && isShipped;
    return isBreach
      ? { rule: 'browser', message: `${owner} runs in a browser and may not import ${specifier}` }
      : undefined;
  }
  if (owner === 'contracts' && vendor !== 'zod' && !isForTests) {
    return { rule: 'vendor', message: 'contracts may import zod only' };
  }
  const row = VENDORS.find((door) => isVendorOf(door, vendor));
  if (row === undefined || matchesAny(importer, row.door)) return undefined;
  if (isTypeOnly && matchesAny(importer, row.typesOnly ?? [])) return undefined;
  return { rule: 'vendor', message: `${vendor} may be imported in ${row.door.join(', ')} only` };
}

function isVendorOf({ vendors }: VendorDoor, vendor: string): boolean {
  return vendors.some((known) =>
    known.endsWith('/*') ? vendor.startsWith(known.slice(0, -1)) : vendor === known,
  );
}
