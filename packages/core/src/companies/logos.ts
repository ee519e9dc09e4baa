import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import type { Actor } from '@access/contracts/actor';
import { LOGO_MAX_BYTES, LOGO_MAX_PIXELS, type CompanyLogoInput } from '@access/contracts/company-detail';
import { AppError } from '@access/contracts/errors';
import type { CompanyId } from '@access/contracts/ids';
import type { Db } from '@access/db';
import type { FileStore, VirusScanner } from '@access/files';

import { recordActivity, type Caller } from '../audit/index.ts';
import { isLogoUsed, lockLogo, lockLogoOf, setLogo } from './logos.repository.ts';
import { readImage, type Picture } from './read-image.ts';

export interface LogoDeps {
  readonly db: Db;
  readonly files: Pick<FileStore, 'put' | 'stream' | 'delete'>;
  /** Null where the operator scans nothing. */
  readonly scanner: VirusScanner | null;
}

const extensions = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const satisfies Record<
  Picture['type'],
  string
>;
const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};
const logoName = /^[0-9a-f]{64}\.(png|jpg|webp)$/;

/** Where the file lies: names are hashes of the content, so that an address never shows another picture. */
const fileKeyOf = (name: string): string => `logos/${name.slice(0, 2)}/${name}`;

/** Pictures of companies. Companies with the same picture share one file; it goes with the last of them. */
export function createLogos({ db, files, scanner }: LogoDeps) {
  /** Nobody can begin to use the picture between the look and the deletion: whoever does waits for the same lock. */
  const dropUnused = (name: string): Promise<void> =>
    db.transaction().execute(async (trx) => {
      await lockLogo(trx, name);
      if (!(await isLogoUsed(trx, name))) await files.delete(fileKeyOf(name));
    });

  const change = async (
    by: { actor: Actor; caller: Caller },
    id: CompanyId,
    next: { name: string; bytes: Uint8Array } | null,
  ): Promise<void> => {
    const before = await db.transaction().execute(async (trx) => {
      const locked = await lockLogoOf(trx, id);
      if (locked === undefined) throw new AppError('not_found', 'No such company');
      if (locked.logoKey === (next?.name ?? null)) return null;
      if (next !== null) {
        await lockLogo(trx, next.name);
        await files.put(fileKeyOf(next.name), next.bytes);
      }
      await setLogo(trx, id, next?.name ?? null);
      const action = next === null ? 'companies.logo-removed' : 'companies.logo-set';
      const metadata = { name: locked.name, logo: next?.name ?? null };
      await recordActivity(trx, { actor: by.actor, action, subject: id, metadata, ip: by.caller.ip });
      return locked.logoKey;
    });
    if (before !== null) await dropUnused(before);
  };

  return {
    dropUnused,

    /** Gives the company a picture: PNG, JPEG or WebP by its content, 1 MB and 4,096 pixels a side at most. */
    async set(actor: Actor, { id, file }: CompanyLogoInput, caller: Caller): Promise<void> {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { type } = requirePicture(bytes);
      await requireClean(scanner, bytes);
      const name = `${createHash('sha256').update(bytes).digest('hex')}.${extensions[type]}`;
      await change({ actor, caller }, id, { name, bytes });
    },

    /** Takes the picture away; saying it twice changes nothing. */
    clear: (actor: Actor, id: CompanyId, caller: Caller): Promise<void> =>
      change({ actor, caller }, id, null),

    /** A picture that some company shows, by the last part of its address. */
    async read(name: string): Promise<{ stream: Readable; mediaType: string }> {
      const extension = logoName.exec(name)?.[1];
      const mediaType = extension === undefined ? undefined : mediaTypes[extension];
      if (mediaType === undefined || !(await isLogoUsed(db, name))) {
        throw new AppError('not_found', 'No such logo');
      }
      return { stream: await files.stream(fileKeyOf(name)), mediaType };
    },
  };
}

function requirePicture(bytes: Uint8Array): Picture {
  if (bytes.length > LOGO_MAX_BYTES) throw new AppError('payload_too_large', 'A logo may have at most 1 MB');
  const picture = readImage(bytes);
  if (picture === null) throw new AppError('unsupported_media_type', 'Send a PNG, JPEG or WebP picture');
  if (Math.max(picture.width, picture.height) > LOGO_MAX_PIXELS) {
    throw fileProblem(`A logo may have at most ${LOGO_MAX_PIXELS} pixels a side`);
  }
  return picture;
}

async function requireClean(scanner: VirusScanner | null, bytes: Uint8Array): Promise<void> {
  if (scanner === null) return;
  const verdict = await scanner.scan(bytes).catch((error: unknown) => {
    throw new AppError('busy', 'The file cannot be scanned right now', {
      retryAfterSeconds: 30,
      cause: error,
    });
  });
  if (verdict.status === 'infected') throw fileProblem('The virus scanner refuses this file');
}

const fileProblem = (message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path: 'file', message }] });
