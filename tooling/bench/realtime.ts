import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createAuthService, defaultAuthLimits, loadOrCreateSecret } from '@access/core/auth';

import { followLists, type ListStream } from './list-stream.ts';
import { seededRandom } from './random.ts';
import { machine, openStand, quantile, say, type Stand } from './stand.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100000' },
    interactions: { type: 'string', default: '1000' },
    people: { type: 'string', default: '20' },
    port: { type: 'string', default: '3999' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string', default: path.join(os.tmpdir(), 'access-bench-100k') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout
    .write(`npm run bench -- realtime [--jobs 100000] [--interactions 1000] [--people 20] [--seed 1] [--data folder]

Starts server and worker on a synthetic catalogue. Each measurement is one POST /recommendations/feedback (like, dislike, bookmark
or view of a job on the person's list, one at a time), timed until the person's open stream is told of a list that has seen it.
The data folder is kept and used again.
`);
  process.exit(0);
}

const count = Number(values.interactions);
const base = `http://127.0.0.1:${values.port}`;
const random = seededRandom(Number(values.seed));
const stand = await openStand({
  dataDir: values.data,
  count: Number(values.jobs),
  seed: Number(values.seed),
});
try {
  await stand.start('apps/worker/src/main.ts', {});
  await stand.start('apps/server/src/main.ts', { env: { PORT: values.port }, readyUrl: `${base}/readyz` });
  const people = await makePeople(stand, Number(values.people));
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const person = people[i % people.length];
    if (person === undefined) throw new Error('No people');
    times.push(await measure(person));
    if ((i + 1) % 100 === 0) say(`${i + 1} of ${count}`);
  }
  for (const person of people) person.lists.close();
  times.sort((a, b) => a - b);
  const ms = (p: number) => quantile(times, p).toFixed(0);
  process.stdout
    .write(`Request to pushed list, ${values.jobs} jobs, ${count} interactions of ${people.length} people, seed ${values.seed}
  p50 ${ms(0.5)} ms   p95 ${ms(0.95)} ms   p99 ${ms(0.99)} ms   max ${ms(1)} ms
  ${await machine()}
`);
} finally {
  await stand.stop();
}

interface BenchPerson {
  readonly token: string;
  readonly lists: ListStream;
}

async function makePeople({ db }: Stand, howMany: number): Promise<BenchPerson[]> {
  const auth = createAuthService({
    db,
    now: () => new Date(),
    jwtSecret: await loadOrCreateSecret(db, 'jwt'),
    limits: { ...defaultAuthLimits, registerPerAddress: { hits: 1_000_000, windowSeconds: 1 } },
    wait: (ms) => delay(ms),
  });
  const titles = await db.selectFrom('jobs').select('title').orderBy('fingerprint').limit(howMany).execute();
  const skills = await db
    .selectFrom('skills')
    .select('name')
    .where('isHot', '=', true)
    .orderBy('slug')
    .limit(200)
    .execute();
  const people: BenchPerson[] = [];
  for (let i = 0; i < howMany; i++) {
    const email = `bench-${Date.now()}-${i}@example.org`;
    const input = { email, password: 'a long bench password 1', displayName: 'Bench' };
    const { accessToken: token } = await auth.register(input, { ip: '127.0.0.1', userAgent: null });
    const preferences = { desiredTitles: [titles[i]?.title.slice(0, 100) ?? 'Nurse'] };
    await call(token, 'PUT', '/auth/profile', { location: 'London', preferences });
    for (let s = 0; s < 8; s++) {
      await call(token, 'POST', '/auth/skills', {
        name: skills[Math.floor(random() * skills.length)]?.name ?? 'SQL',
      });
    }
    await call(token, 'GET', '/recommendations?limit=10');
    people.push({ token, lists: await followLists(base, token) });
  }
  return people;
}

/** One interaction, in milliseconds from before the request to the pushed list that has seen it. */
async function measure({ token, lists }: BenchPerson): Promise<number> {
  const page = await call(token, 'GET', '/recommendations?limit=10');
  const shown = page.items[Math.floor(random() * page.items.length)];
  if (shown === undefined) throw new Error('The list is empty');
  const type = ['like', 'dislike', 'bookmark', 'view'][Math.floor(random() * 4)] ?? 'like';
  const startedAt = performance.now();
  const { watermark } = await call(token, 'POST', '/recommendations/feedback', {
    jobId: shown.job.id,
    type,
    dwellSeconds: 12,
  });
  await lists.seen(watermark);
  return performance.now() - startedAt;
}

interface Answer {
  items: { job: { id: string } }[];
  watermark: number;
}

async function call(token: string, method: string, route: string, body?: object): Promise<Answer> {
  const response = await fetch(`${base}/api/v1${route}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as Answer;
}
