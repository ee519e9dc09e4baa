import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const sources = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'packages/ui/src',
  'packages/contracts/src',
];

/** Whether the built web app is there and newer than everything it is built from. */
export function isWebBuilt(root: string): boolean {
  const built = path.join(root, 'apps/web/dist/index.html');
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  return sources.every((source) => newest(path.join(root, source)) <= builtAt);
}

function newest(place: string): number {
  const own = statSync(place);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}
