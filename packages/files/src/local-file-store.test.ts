import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { contentKey, createFileStore, FileStoreConfig, type FileStore } from './index.ts';

let directory: string;
let store: FileStore;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'access-files-'));
  store = createFileStore(FileStoreConfig.parse({ kind: 'local', directory: join(directory, 'store') }));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inPieces(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield bytesOf(piece);
}

async function* thatBreaks(): AsyncGenerator<Uint8Array> {
  yield bytesOf('half');
  throw new Error('the upload was cut');
}

describe('a local file store', () => {
  test('gives back what was put, whole and as a stream', async () => {
    const stored = await store.put('resumes/a.pdf', bytesOf('first'));
    expect(stored).toEqual({
      size: 5,
      sha256: 'a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e',
    });
    expect(Buffer.from(await store.get('resumes/a.pdf')).toString()).toBe('first');
    expect((await buffer(await store.stream('resumes/a.pdf'))).toString()).toBe('first');
  });

  test('takes a stream of pieces in order', async () => {
    const stored = await store.put('resumes/pieces.txt', inPieces('one ', 'two ', 'three'));
    expect(stored.size).toBe(13);
    expect(Buffer.from(await store.get('resumes/pieces.txt')).toString()).toBe('one two three');
  });

  test('keeps the old file and leaves no rubbish when an upload breaks', async () => {
    await store.put('broken/file.txt', bytesOf('old'));
    await expect(store.put('broken/file.txt', thatBreaks())).rejects.toThrow('the upload was cut');
    expect(Buffer.from(await store.get('broken/file.txt')).toString()).toBe('old');
    expect(await readdir(join(directory, 'store', 'broken'))).toEqual(['file.txt']);
  });

  test('keeps files and folders from other users of the machine', async () => {
    await store.put('private/cv.pdf', bytesOf('x'));
    expect((await stat(join(directory, 'store', 'private'))).mode & 0o077).toBe(0);
    expect((await stat(join(directory, 'store', 'private', 'cv.pdf'))).mode & 0o077).toBe(0);
  });

  test('says file_not_found for what is not there, and deletes it twice without complaint', async () => {
    await store.put('gone/file.txt', bytesOf('x'));
    await store.delete('gone/file.txt');
    await store.delete('gone/file.txt');
    expect(await store.exists('gone/file.txt')).toBe(false);
    await expect(store.get('gone/file.txt')).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(store.stream('gone/file.txt')).rejects.toMatchObject({ code: 'file_not_found' });
    expect(await store.exists('gone')).toBe(false);
    await expect(store.get('gone')).rejects.toMatchObject({ code: 'file_not_found' });
  });

  test('writers of one key at the same time leave one of their files, whole', async () => {
    const bodies = Array.from({ length: 8 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(bodies.map((body) => store.put('race/file.txt', bytesOf(body))));
    expect(bodies).toContain(Buffer.from(await store.get('race/file.txt')).toString());
  });

  test.each(['', '/etc/passwd', '../a', 'a/../b', 'a//b', 'a/./b', '.hidden', 'a\\b', 'A.pdf', 'a\0b', 'a/'])(
    'refuses the key %j',
    async (key) => {
      await expect(store.put(key, bytesOf('x'))).rejects.toMatchObject({ code: 'invalid_key' });
      await expect(store.get(key)).rejects.toMatchObject({ code: 'invalid_key' });
      await expect(store.delete(key)).rejects.toMatchObject({ code: 'invalid_key' });
      await expect(store.exists(key)).rejects.toMatchObject({ code: 'invalid_key' });
    },
  );

  test('never touches a file outside its folder, whatever the key', async () => {
    const outside = join(directory, 'outside.txt');
    await writeFile(outside, 'safe');
    const before = await readdir(directory);
    const hostile = fc.array(fc.constantFrom('..', '.', '/', '\\', 'outside.txt', 'a', '%2e', '\0'));
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => {
        const refusal = await store
          .put(parts.join(''), bytesOf('overwritten'))
          .catch((error: unknown) => error);
        // Folders in the way (a, then a/a) fail on the disk; everything else is written inside or refused.
        expect(refusal).toSatisfy((it: unknown) => !(it instanceof TypeError));
        expect((await stat(outside)).size).toBe(4);
        expect(await readdir(directory)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a content-addressed key', () => {
  test('depends on the bytes alone', () => {
    const key = contentKey('resumes', bytesOf('first'), 'pdf');
    expect(key).toBe('resumes/a7/a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e.pdf');
    expect(contentKey('resumes', bytesOf('second'), 'pdf')).not.toBe(key);
  });

  test('refuses a prefix that leaves the folder', () => {
    expect(() => contentKey('..', bytesOf('first'), 'pdf')).toThrow(
      expect.objectContaining({ code: 'invalid_key' }),
    );
  });
});
