import { spawn } from 'node:child_process';

import { AppError } from '@access/contracts/errors';

/**
 * Unpacks a tar archive into a folder by the system's own tar: it reads every compression and keeps paths inside.
 * @throws AppError unsupported_media_type for an archive that cannot be read, or where there is no tar.
 */
export async function unpackArchive(
  path: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const tar = spawn('tar', ['-xf', path, '-C', folder, '--no-same-owner', '--no-same-permissions'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let complaint = '';
  tar.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString('utf8')}`.slice(-500);
  });
  tar.on('error', (cause) => {
    const isMissing = 'code' in cause && cause.code === 'ENOENT';
    reject(
      isMissing
        ? new AppError('unsupported_media_type', `Unpacking ${path} needs the program tar; unpack it first`, {
            cause,
          })
        : cause,
    );
  });
  tar.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new AppError('unsupported_media_type', `${path} could not be unpacked: ${complaint.trim()}`));
  });
  await promise;
}
