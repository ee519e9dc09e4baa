import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { CompanyInput } from '@access/contracts/companies';
import { CompanyId, SessionId, UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';
import { createLocalFileStore, type FileStore, type VirusScanner } from '@access/files';

import { jpeg, png, webp } from '../../test/pictures.ts';
import { createCompaniesService } from './index.ts';

const database = useTestDatabase();
const caller = { ip: '203.0.113.7' };
const admin: Actor = {
  userId: UserId.parse(randomUUID()),
  userType: 'admin',
  sessionId: SessionId.parse('0'.repeat(64)),
};
let folder: string;
let files: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'access-logos-'));
  files = createLocalFileStore({ directory: folder });
});
afterAll(() => rm(folder, { recursive: true }));

function aService(scanner: VirusScanner | null = null) {
  const noJobs = { items: [], nextCursor: null, total: { value: 0, relation: 'eq' as const } };
  const service = createCompaniesService({ db: database.db, files, scanner, openJobs: async () => noJobs });
  return {
    ...service,
    make: () => service.create(admin, CompanyInput.parse({ name: `w${randomUUID()}` }), caller),
    upload: (id: CompanyId, bytes: Uint8Array, name = 'logo.png') =>
      service.setLogo(admin, { id, file: new File([Buffer.from(bytes)], name) }, caller),
  };
}
const nameOf = (logoUrl: string | null): string => path.basename(logoUrl ?? '');
let sides = 100;
/** A picture that no other test has. */
const aPicture = () => png((sides += 1), 50);

describe('a logo', () => {
  it.each([
    ['image/png', png(64, 64), /^\/logos\/[0-9a-f]{64}\.png$/],
    ['image/jpeg', jpeg(64, 64), /^\/logos\/[0-9a-f]{64}\.jpg$/],
    ['image/webp', webp('VP8L', 64, 64), /^\/logos\/[0-9a-f]{64}\.webp$/],
  ])('is shown as what it is, whatever its name says: %s', async (mediaType, bytes, address) => {
    const service = aService();
    const company = await service.make();
    const { logoUrl } = await service.upload(company.id, bytes, 'logo.svg.exe');
    expect(logoUrl).toMatch(address);
    expect((await service.get(company.id)).logoUrl).toBe(logoUrl);
    const read = await service.readLogo(nameOf(logoUrl));
    expect(read.mediaType).toBe(mediaType);
    expect(await buffer(read.stream)).toEqual(Buffer.from(bytes));
  });

  it.each([
    ['payload_too_large', Buffer.concat([png(9, 9), Buffer.alloc(1024 * 1024)])],
    ['unsupported_media_type', Buffer.from('<svg onload="alert(1)"/>')],
    ['unsupported_media_type', Buffer.alloc(0)],
    ['validation_failed', png(4_097, 9)],
    ['validation_failed', png(9, 100_000)],
  ])('is refused: %s', async (code, bytes) => {
    const service = aService();
    const { id } = await service.make();
    await expect(service.upload(id, bytes)).rejects.toMatchObject({ code });
    expect((await service.get(id)).logoUrl).toBeNull();
  });

  it('is scanned where there is a scanner, and refused without a verdict', async () => {
    const { id } = await aService().make();
    const saying = (scan: VirusScanner['scan']) => aService({ scan }).upload(id, aPicture());
    await expect(saying(async () => ({ status: 'infected', signature: 'X' }))).rejects.toMatchObject({
      code: 'validation_failed',
      problems: [{ path: 'file' }],
    });
    await expect(saying(() => Promise.reject(new Error('gone')))).rejects.toMatchObject({ code: 'busy' });
    expect((await saying(async () => ({ status: 'clean' }))).logoUrl).not.toBeNull();
  });

  it('goes with its file when it is replaced or taken away', async () => {
    const service = aService();
    const { id } = await service.make();
    const first = nameOf((await service.upload(id, aPicture())).logoUrl);
    const second = nameOf((await service.upload(id, aPicture())).logoUrl);
    await expect(service.readLogo(first)).rejects.toMatchObject({ code: 'not_found' });
    expect(await files.exists(`logos/${first.slice(0, 2)}/${first}`)).toBe(false);
    await service.removeLogo(admin, id, caller);
    await service.removeLogo(admin, id, caller);
    expect(await files.exists(`logos/${second.slice(0, 2)}/${second}`)).toBe(false);
    expect((await service.get(id)).logoUrl).toBeNull();
    const log = await database.db
      .selectFrom('userActivity')
      .select('action')
      .where('subject', '=', id)
      .orderBy('id')
      .execute();
    expect(log.map(({ action }) => action)).toEqual([
      'companies.created',
      'companies.logo-set',
      'companies.logo-set',
      'companies.logo-removed',
    ]);
  });

  it('that two companies share stays with the second', async () => {
    const service = aService();
    const [one, two] = [await service.make(), await service.make()];
    const picture = aPicture();
    const name = nameOf((await service.upload(one.id, picture)).logoUrl);
    await service.upload(two.id, picture);
    await service.removeLogo(admin, one.id, caller);
    expect(await buffer((await service.readLogo(name)).stream)).toEqual(Buffer.from(picture));
    await service.remove(admin, two.id, caller);
    await expect(service.readLogo(name)).rejects.toMatchObject({ code: 'not_found' });
    expect(await files.exists(`logos/${name.slice(0, 2)}/${name}`)).toBe(false);
  });

  it('is there for whoever shows it, however many set and clear it at once', async () => {
    const service = aService();
    const companies = await Promise.all(Array.from({ length: 6 }, () => service.make()));
    const picture = aPicture();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        companies.map(async ({ id }, index) => {
          await service.upload(id, picture);
          if (index > 0) await service.removeLogo(admin, id, caller);
        }),
      );
      const name = nameOf((await service.get(companies[0]?.id ?? '')).logoUrl);
      expect(await buffer((await service.readLogo(name)).stream)).toEqual(Buffer.from(picture));
      await service.removeLogo(admin, companies[0]?.id ?? CompanyId.parse(randomUUID()), caller);
    }
  });

  it('belongs to a company that is there', async () => {
    const id = CompanyId.parse(randomUUID());
    await expect(aService().upload(id, aPicture())).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['', '../../etc/passwd', `${'0'.repeat(64)}.svg`, `${'0'.repeat(64)}.png`, '%2e%2e'])(
    'is not read by the name %j',
    async (name) => {
      await expect(aService().readLogo(name)).rejects.toMatchObject({ code: 'not_found' });
    },
  );
});
