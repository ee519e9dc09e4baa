import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SessionId, UserId, type TrainingRunId } from '@access/contracts/ids';
import { createModelsService } from '@access/core/models';
import { createTrainingService, type TrainingService } from '@access/core/training';
import { useTestDatabase } from '@access/db/testing';
import { createFileStore } from '@access/files';
import { encodeContentModel, jobTokens, trainContentModel } from '@access/ml/content';
import { titleTokens } from '@access/ml/text';

import { modelsFolder } from '../models-folder.ts';
import { createTrainingRunner, type RunTraining } from './run-training.ts';

const database = useTestDatabase();
const now = (): Date => new Date();
const never = new AbortController().signal;
const PEOPLE = 40;
const JOBS = 160;
let dataDir: string;
let training: TrainingService;
let runTraining: RunTraining;

/** People who look at jobs, mostly those with their own field's title, over eight weeks. */
async function seedBehaviour(): Promise<void> {
  const { db } = database;
  await sql`insert into companies (name, match_key, slug)
    select 'Company ' || n, 'company-' || n, 'company-' || n from generate_series(1, 40) n`.execute(db);
  await sql`insert into jobs (title, company_id, description, fingerprint, status, posted_at)
    select (array['Staff nurse','Data analyst','Welder','Chef'])[1 + n % 4], c.id, '<p>Work.</p>', 'job-' || n, 'active', now() - interval '60 days'
    from generate_series(1, ${JOBS}) n join companies c on c.match_key = 'company-' || (1 + n % 40)`.execute(
    db,
  );
  await sql`insert into users (email, password_hash, display_name)
    select 'person-' || n || '@example.org', 'x', 'Person ' || n from generate_series(1, ${PEOPLE}) n`.execute(
    db,
  );
  await sql`insert into job_seeker_profiles (user_id, headline)
    select id, (array['Staff nurse','Data analyst','Welder','Chef'])[1 + substring(email from '[0-9]+')::int % 4]
    from users where email like 'person-%' on conflict (user_id) do update set headline = excluded.headline`.execute(
    db,
  );
  await sql`insert into interactions (user_id, job_id, type, at, dwell_seconds)
    select user_id, job_id, 'view', now() - make_interval(hours => 1300 - (place * 41)::int), 40 from (
      select u.id as user_id, j.id as job_id, row_number() over (partition by u.id order by
        (substring(u.email from '[0-9]+')::int % 4 = substring(j.fingerprint from '[0-9]+')::int % 4) desc, md5(u.email || j.fingerprint)) as place
      from users u cross join jobs j where u.email like 'person-%' and j.fingerprint like 'job-%') each
    where place <= 30`.execute(db);
}

async function queued(): Promise<TrainingRunId> {
  const { id } = await database.db
    .insertInto('users')
    .values({
      email: `${crypto.randomUUID()}@example.org`,
      displayName: 'Ada',
      userType: 'admin',
      passwordHash: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const actor = {
    userId: UserId.parse(id),
    userType: 'admin' as const,
    sessionId: SessionId.parse('0'.repeat(64)),
  };
  return (await training.start(actor, { ip: null })).id;
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'access-training-'));
  training = createTrainingService({
    db: database.db,
    queue: { enqueue: async () => crypto.randomUUID() },
  });
  runTraining = createTrainingRunner(database.db, { databaseUrl: database.url, dataDir, modelsFolder });
  await seedBehaviour();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

describe('a queued training', { timeout: 90_000 }, () => {
  it('is refused before the catalogue was read once', async () => {
    const id = await queued();
    expect(await runTraining(id, never)).toMatchObject({ type: 'refused' });
    expect(await training.get(id)).toMatchObject({
      status: 'refused',
      message: 'No content model is active',
    });
  });

  it('learns in a process of its own and keeps what came of it', async () => {
    const texts = ['Staff nurse', 'Data analyst', 'Welder', 'Chef'].map((title) =>
      jobTokens({ titleTokens: titleTokens(title), skillSlugs: [], industry: null }),
    );
    const content = await trainContentModel(Array.from({ length: 20 }, () => texts).flat(), {
      dimensions: 8,
      seed: 1,
    });
    const files = createFileStore({ kind: 'local', directory: path.join(dataDir, 'files') });
    await createModelsService({ db: database.db, files, now }).activate(
      'content',
      encodeContentModel(content),
      {
        rowCounts: {},
        metrics: {},
      },
    );
    const id = await queued();
    const outcome = await runTraining(id, never);
    expect(outcome).toMatchObject({ type: 'trained', facts: { people: PEOPLE, source: 'replay' } });
    const run = await training.get(id);
    expect(run.facts['lists']).toBeGreaterThan(500);
    expect(run.status).toBe(run.message?.endsWith('serves now') === true ? 'succeeded' : 'refused');
    const model = await database.db
      .selectFrom('models')
      .select(['version', 'status', 'gates', 'card'])
      .where('kind', '=', 'ranker')
      .executeTakeFirstOrThrow();
    expect(model.version).toBe(run.modelVersion);
    expect(model.status).toBe(run.status === 'succeeded' ? 'active' : 'failed');
    expect(model.card).toContain('LambdaMART');
    expect(await files.exists(`models/ranker/${model.version}/model.onnx`)).toBe(true);
    // Done once: the queue may hand it out again.
    expect(await runTraining(id, never)).toBeNull();
  });

  it('whose process is killed is failed, and leaves the way free for the next', async () => {
    const id = await queued();
    const stop = new AbortController();
    const over = runTraining(id, stop.signal);
    await expect.poll(async () => (await training.get(id)).status, { timeout: 20_000 }).toBe('running');
    stop.abort();
    await expect(over).rejects.toThrow(/SIGKILL/);
    expect(await training.get(id)).toMatchObject({ status: 'failed', modelVersion: null });
    expect(await training.get(await queued())).toMatchObject({ status: 'queued' });
  });

  it('that is cancelled ends within a moment and stores nothing', async () => {
    await database.db.deleteFrom('trainingRuns').execute();
    const id = await queued();
    const over = runTraining(id, never);
    await expect.poll(async () => (await training.get(id)).status, { timeout: 20_000 }).toBe('running');
    const { id: userId } = await database.db.selectFrom('users').select('id').executeTakeFirstOrThrow();
    const actor = {
      userId: UserId.parse(userId),
      userType: 'admin' as const,
      sessionId: SessionId.parse('0'.repeat(64)),
    };
    const before = await database.db.selectFrom('models').select('version').execute();
    await training.cancel(actor, { ip: null }, id);
    expect(await over).toBeNull();
    expect(await training.get(id)).toMatchObject({ status: 'cancelled' });
    expect(await database.db.selectFrom('models').select('version').execute()).toEqual(before);
  });
});
