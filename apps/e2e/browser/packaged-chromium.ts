import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser } from './resolve.ts';

/**
 * Unpacks the Chromium of @sparticuz/chromium with the libraries and fonts it needs into apps/e2e/.browser/<version>, once
 * (some 210 MB). Throws when it cannot be unpacked or is not made for this machine.
 */
export function unpackPackagedChromium(): Browser {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the package is for linux-x64, this is ${process.platform}-${process.arch}`);
  }
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const version = versionOf(path.join(path.dirname(entry), '..', 'package.json'));
  const folder = path.join(import.meta.dirname, '..', '.browser', version);
  if (!existsSync(folder)) unpackInto(folder, entry);
  return {
    executablePath: path.join(folder, 'chromium'),
    origin: `@sparticuz/chromium ${version}`,
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

function versionOf(packageFile: string): string {
  const found: unknown = JSON.parse(readFileSync(packageFile, 'utf8'));
  if (
    typeof found === 'object' &&
    found !== null &&
    'version' in found &&
    typeof found.version === 'string'
  ) {
    return found.version;
  }
  throw new Error(`${packageFile} names no version`);
}

/**
 * The package unpacks into the temporary folder and takes for granted whatever lies there already, half-written files
 * included. So it gets a temporary folder of its own, which takes its final name when it is complete.
 */
function unpackInto(folder: string, entry: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}-`);
  try {
    const code = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(entry).href)});
await chromium.executablePath();`;
    const { status, stderr, error } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
      // The name of a serverless runtime makes it unpack the shared libraries too, which a bare system lacks.
      env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`unpacking ended with ${status}: ${stderr.trim()}`);
    writeFileSync(path.join(partial, 'fonts.conf'), fontConfiguration(folder));
    // Both come private; a checkout that root set up serves other users too.
    for (const shared of [partial, path.join(partial, 'chromium')]) chmodSync(shared, 0o755);
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another run was first, and its folder is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own file names folders of a serverless runtime, where its fonts are not. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
