import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { SessionId, UserId } from '@access/contracts/ids';
import { ModelVersion } from '@access/contracts/models';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';
import { createFileStore } from '@access/files';

import { aSeeker } from '../../test/arrange.ts';
import { createRankersService, MODELS_CHANNEL, type RankersService } from './index.ts';

const database = useTestDatabase();
const directory = mkdtempSync(path.join(tmpdir(), 'access-rankers-'));
afterAll(() => rmSync(directory, { recursive: true }));
const files = createFileStore({ kind: 'local', directory });
const shipped = { version: 'linear-1', card: '# The one that came', bytes: 100 };
let minutes = 0;
let rankers: RankersService;
beforeAll(() => {
  rankers = createRankersService({
    db: database.db,
    files,
    shipped,
    now: () => new Date(Date.UTC(2026, 0, 1, 0, minutes++)),
  });
});
const caller = { ip: '192.0.2.1' };
const v = (version: string) => ModelVersion.parse(version);
const passed = { name: 'champion', hasPassed: true, value: 0.5, limit: 0.4, detail: 'better' };

const candidate = (version: string, isGood = true) => ({
  version,
  onnx: Buffer.from(`the file of ${version}`),
  golden: '{}',
  card: `# ${version}`,
  retrieval: null,
  meta: { version, dataWindow: { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' } },
  metrics: { 'ndcg@10': 0.5 },
  gates: [
    passed,
    ...(isGood ? [] : [{ ...passed, name: 'finite', hasPassed: false, detail: 'NaN at row 3' }]),
  ],
  rowCounts: { lists: 700 },
});
const admin = async () => {
  const { userId } = await aSeeker(database.db);
  return {
    userId: UserId.parse(userId),
    userType: 'admin' as const,
    sessionId: SessionId.parse('0'.repeat(64)),
  };
};
const served = async () => (await rankers.serving()).map(({ version }) => version);
const damage = (version: string) =>
  writeFile(path.join(directory, 'models/ranker', version, 'model.onnx'), 'x');

describe('the registry of rankers', () => {
  beforeEach(async () => {
    await database.db.deleteFrom('models').execute();
  });

  it('serves the shipped ranker until one was trained', async () => {
    expect(await rankers.activeVersion()).toBe('linear-1');
    expect(await served()).toEqual([]);
    expect(await rankers.list()).toMatchObject([{ version: 'linear-1', status: 'active', isShipped: true }]);
    expect(await rankers.get(v('linear-1'))).toMatchObject({ card: shipped.card });
  });

  it('has a candidate serve that passed every gate, and tells everybody', async () => {
    const told: string[] = [];
    const ear = await listen({
      url: database.url,
      channel: MODELS_CHANNEL,
      onPayload: (kind) => void told.push(kind),
    });
    expect(await rankers.add(candidate('forest-1'))).toBe(true);
    await expect.poll(() => told).toEqual(['ranker']);
    await ear.close();
    expect(await rankers.list()).toMatchObject([
      { version: 'forest-1', status: 'active', parent: 'linear-1', rowCounts: { lists: 700 }, bytes: 20 },
      { version: 'linear-1', status: 'archived' },
    ]);
    expect(await rankers.get(v('forest-1'))).toMatchObject({ card: '# forest-1', gates: [passed] });
  });

  it('keeps one that failed a gate out, with the reason, whatever an admin says', async () => {
    await rankers.add(candidate('forest-1'));
    expect(await rankers.add(candidate('forest-2', false))).toBe(false);
    expect(await rankers.activeVersion()).toBe('forest-1');
    expect(await rankers.get(v('forest-2'))).toMatchObject({
      status: 'failed',
      reason: 'finite: NaN at row 3',
    });
    await expect(rankers.activate(await admin(), caller, v('forest-2'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('NaN at row 3') as string,
    });
  });

  it('goes back to whom the one in use took over from, down to the shipped one', async () => {
    const actor = await admin();
    for (const version of ['forest-1', 'forest-2', 'forest-3']) await rankers.add(candidate(version));
    await rankers.activate(actor, caller, v('forest-1'));
    expect(await rankers.rollback(actor, caller)).toMatchObject({ version: 'forest-3', status: 'active' });
    expect(await rankers.rollback(actor, caller)).toMatchObject({ version: 'forest-2' });
    await rankers.activate(actor, caller, v('linear-1'));
    expect(await rankers.activeVersion()).toBe('linear-1');
    await expect(rankers.rollback(actor, caller)).rejects.toMatchObject({ code: 'conflict' });
    const log = await database.db
      .selectFrom('userActivity')
      .select(['action', 'subject'])
      .where('actor', '=', actor.userId)
      .orderBy('id')
      .execute();
    expect(log.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      'models.activated forest-1',
      'models.rolled-back forest-3',
      'models.rolled-back forest-2',
      'models.activated linear-1',
    ]);
  });

  it('does nothing for a model that serves already', async () => {
    const actor = await admin();
    await rankers.add(candidate('forest-1'));
    await rankers.add(candidate('forest-2'));
    await rankers.activate(actor, caller, v('forest-2'));
    expect(await rankers.rollback(actor, caller)).toMatchObject({ version: 'forest-1' });
  });

  it('hands out the former one beside the one in use, for when its file is damaged', async () => {
    await rankers.add(candidate('forest-1'));
    await rankers.add(candidate('forest-2'));
    expect(await served()).toEqual(['forest-2', 'forest-1']);
    await files.delete('models/ranker/forest-2/model.onnx');
    const [first, second] = await rankers.serving();
    expect(first?.bytes).toHaveLength(0);
    expect(Buffer.from(second?.bytes ?? []).toString()).toBe('the file of forest-1');
  });

  it('neither activates nor goes back to a damaged file', async () => {
    const actor = await admin();
    await rankers.add(candidate('forest-1'));
    await rankers.add(candidate('forest-2'));
    await damage('forest-1');
    const refusal = { code: 'conflict', message: 'The file of forest-1 is missing or damaged' };
    await expect(rankers.activate(actor, caller, v('forest-1'))).rejects.toMatchObject(refusal);
    await expect(rankers.rollback(actor, caller)).rejects.toMatchObject(refusal);
    expect(await rankers.activeVersion()).toBe('forest-2');
  });

  it('has one of two admins at once follow the other', async () => {
    const [a, b] = [await admin(), await admin()];
    for (const version of ['forest-1', 'forest-2', 'forest-3']) await rankers.add(candidate(version));
    await Promise.all([rankers.rollback(a, caller), rankers.rollback(b, caller)]);
    expect(await rankers.activeVersion()).toBe('forest-1');
  });

  it('keeps the last five beside the one in use and the one before it, and their files alone', async () => {
    await rankers.add(candidate('first'));
    await rankers.add(candidate('second'));
    for (let i = 1; i <= 8; i++) await rankers.add(candidate(`failed-${i}`, false));
    const kept = (await rankers.list()).map(({ version }) => version);
    expect(kept).toEqual(['second', ...[8, 7, 6, 5, 4].map((i) => `failed-${i}`), 'first', 'linear-1']);
    expect(await files.exists('models/ranker/first/model.onnx')).toBe(true);
    expect(await files.exists('models/ranker/failed-3/model.onnx')).toBe(false);
    expect(await files.exists('models/ranker/failed-3/model-card.md')).toBe(false);
  });

  it('knows no other model', async () => {
    await expect(rankers.get(v('forest-9'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(rankers.activate(await admin(), caller, v('forest-9'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
