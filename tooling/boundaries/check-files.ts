import path from 'node:path';

import { matchesAny } from './check-imports.ts';
import {
  ENVIRONMENT_READERS,
  FEATURE_LIST,
  MAX_DOOR_NAMES,
  MAX_LINES,
  ROLE_SUFFIXES,
  SENSITIVE_WORDS,
  VAGUE_NAMES,
} from './rules.ts';
import type { SourceFile, Violation } from './source-file.ts';

/** Holds a path to kebab-case, known role suffixes and names that say something. */
export function checkName(file: string): Violation[] {
  const breach = (message: string): Violation[] => [{ path: file, line: 1, rule: 'file-name', message }];
  const folders = path.posix.dirname(file).split('/');
  const [stem = '', ...suffixes] = path.posix.basename(file).split('.').slice(0, -1);
  for (const part of [...folders, stem]) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) return breach(`${part} is not kebab-case`);
    if (VAGUE_NAMES.has(part)) return breach(`${part} says nothing about what is inside`);
  }
  const unknown = suffixes.find((suffix) => !ROLE_SUFFIXES.has(suffix));
  return unknown === undefined ? [] : breach(`.${unknown} is no role: ${[...ROLE_SUFFIXES].join(', ')}`);
}

/** Holds a hand-written file to the ceiling of lines. */
export function checkLength(file: string, text: string): Violation[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines <= MAX_LINES) return [];
  return [
    { path: file, line: MAX_LINES + 1, rule: 'file-length', message: `${lines} lines, at most ${MAX_LINES}` },
  ];
}

/** Holds an index.ts to a few explicit names, and every module to naming what it lets out. */
export function checkDoor({ path: file, exports }: SourceFile): Violation[] {
  const stars = exports
    .filter(({ name }) => name === '*')
    .map(({ line }) => ({ path: file, line, rule: 'export-star', message: 'name what the module lets out' }));
  const isDoor = path.posix.basename(file) === 'index.ts';
  if (!isDoor || exports.length <= MAX_DOOR_NAMES) return stars;
  const message = `${exports.length} names, at most ${MAX_DOOR_NAMES}`;
  return [...stars, { path: file, line: exports[MAX_DOOR_NAMES]?.line ?? 1, rule: 'door', message }];
}

/** Holds reading of the environment to the env.ts of each app and to tools. */
export function checkEnvironment({ path: file, environmentReads }: SourceFile): Violation[] {
  if (matchesAny(file, ENVIRONMENT_READERS)) return [];
  return environmentReads.map((line) => ({
    path: file,
    line,
    rule: 'environment',
    message: 'only env.ts of an app reads the environment: take the value as an argument',
  }));
}

/** Refuses recommender inputs named after a protected trait, and a feature list that it cannot read. */
export function checkFeatureNames({ path: file, labelledCalls }: SourceFile): Violation[] {
  if (file !== FEATURE_LIST) return [];
  const features = labelledCalls.filter(({ callee }) => callee === 'feature');
  if (features.length === 0) {
    return [
      { path: file, line: 1, rule: 'sensitive-feature', message: "no feature('name', …) found to check" },
    ];
  }
  return features
    .filter(({ label }) => isSensitive(label))
    .map(({ label, line }) => ({
      path: file,
      line,
      rule: 'sensitive-feature',
      message: `${label} sounds like a protected trait, which the recommender must not read`,
    }));
}

function isSensitive(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some(
    (word) =>
      SENSITIVE_WORDS.whole.has(word) || SENSITIVE_WORDS.prefixes.some((prefix) => word.startsWith(prefix)),
  );
}
