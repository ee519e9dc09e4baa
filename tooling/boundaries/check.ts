import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { checkDoor, checkEnvironment, checkFeatureNames, checkLength, checkName } from './check-files.ts';
import { checkImports } from './check-imports.ts';
import { CHECKED_FOLDERS, SKIPPED_FOLDERS } from './rules.ts';
import { readSource, type Violation } from './source-file.ts';

const CODE = /\.(ts|tsx|mjs)$/;
const COUNTED = /\.(css|sql|sh|mjs)$/;

/** Holds every file under `root` to the rules of rules.ts and returns the breaches in order of path. */
export function checkBoundaries(root: string): Violation[] {
  const violations: Violation[] = [];
  for (const file of CHECKED_FOLDERS.flatMap((folder) => listFiles(root, folder))) {
    if (!CODE.test(file) && !COUNTED.test(file)) continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    violations.push(...checkName(file));
    if (COUNTED.test(file)) violations.push(...checkLength(file, text));
    if (CODE.test(file)) violations.push(...checkCode(file, text));
  }
  return violations;
}

function checkCode(file: string, text: string): Violation[] {
  const source = readSource(file, text);
  return [checkImports, checkDoor, checkEnvironment, checkFeatureNames].flatMap((check) => check(source));
}

function listFiles(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .flatMap((entry) => {
      const isSkipped = entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name);
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return isSkipped ? [] : listFiles(root, file);
      return entry.isFile() ? [file] : [];
    });
}

if (import.meta.main) {
  const violations = checkBoundaries(path.resolve(import.meta.dirname, '..', '..'));
  for (const { path: file, line, rule, message } of violations) {
    process.stdout.write(`${file}:${line} ${rule} ${message}\n`);
  }
  process.stdout.write(
    violations.length === 0 ? 'boundaries: kept\n' : `boundaries: ${violations.length} breaches\n`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
