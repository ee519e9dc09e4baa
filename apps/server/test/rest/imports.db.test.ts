import { describe, expect, it } from 'vitest';

import { ImportRun, ImportRunDetail, ImportRunPage } from '@access/contracts/imports';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const anAdmin = async () => {
  const { headers } = await server.admin();
  return { headers, ...callsOf(server, headers) };
};
type Admin = Awaited<ReturnType<typeof anAdmin>>;

async function upload(caller: Pick<Admin, 'headers'> | null, parts: Readonly<Record<string, string | File>>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  const packed = new Response(data);
  return server.inject({
    method: 'POST',
    url: '/api/v1/admin/imports',
    headers: { ...caller?.headers, 'content-type': packed.headers.get('content-type') ?? '' },
    payload: Buffer.from(await packed.arrayBuffer()),
  });
}

const aFeed = (name = 'jobs.csv') => new File(['title,company\nWeaver,Mill\n'], name);
const aSource = () => `feed ${crypto.randomUUID()}`;
async function uploaded(admin: Admin, fields: Record<string, string> = {}) {
  const answer = await upload(admin, { source: aSource(), file: aFeed(), ...fields });
  expect(answer.statusCode).toBe(202);
  return ImportRun.parse(answer.json());
}
const noteRow = (runId: string, row: { number: number; kind: string; reason?: string; change?: object }) =>
  server.db
    .insertInto('importRunRows')
    .values({
      runId,
      number: row.number,
      kind: row.kind,
      file: 'jobs.csv',
      line: row.number + 1,
      reason: row.reason ?? null,
      change: row.change === undefined ? null : JSON.stringify(row.change),
    })
    .execute();

describe('imports', () => {
  it.each([
    ['get', '/admin/imports'],
    ['get', `/admin/imports/${id}`],
    ['get', `/admin/imports/${id}/report`],
    ['remove', `/admin/imports/${id}`],
  ] as const)('are for admins: %s %s', async (method, path) => {
    expect(refusalOf(await callsOf(server)[method](path))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await (await aCaller(server))[method](path))).toEqual([403, 'forbidden']);
  });

  it('are uploaded by admins, before anything of the file is read', async () => {
    const parts = { source: aSource(), file: aFeed() };
    expect(refusalOf(await upload(null, parts))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await upload(await aCaller(server), parts))).toEqual([403, 'forbidden']);
  });

  it('wait for the worker with their file and all that was asked for', async () => {
    const admin = await anAdmin();
    const mapping = { title: 'Stelle', company: 'Firma' };
    const run = await uploaded(admin, {
      format: 'csv',
      full: 'true',
      dryRun: 'true',
      mapping: JSON.stringify(mapping),
      companyName: 'Mill & Sons',
    });
    expect(run).toMatchObject({
      format: 'csv',
      status: 'queued',
      trigger: 'upload',
      isFull: true,
      isDryRun: true,
      fileName: 'jobs.csv',
      counts: { read: 0, created: 0, redated: 0, noted: 0 },
      progress: { done: 0, total: 26 },
      finishedAt: null,
    });
    expect(server.enqueued).toContainEqual({ runId: run.id });
    const stored = await server.db
      .selectFrom('importRuns')
      .select(['mapping', 'companyName', 'isForced', 'fileKey', 'requestedBy'])
      .where('id', '=', run.id)
      .executeTakeFirstOrThrow();
    expect(stored).toMatchObject({
      mapping,
      companyName: 'Mill & Sons',
      isForced: false,
      fileKey: /^imports\//,
    });
    const activity = await server.db
      .selectFrom('userActivity')
      .select(['actor', 'action'])
      .where('subject', '=', run.id)
      .execute();
    expect(activity).toEqual([{ actor: stored.requestedBy, action: 'imports.uploaded' }]);
  });

  it.each([
    [{ file: 'no file at all' }, 'file'],
    [{ source: '' }, 'source'],
    [{ format: 'pdf' }, 'format'],
    [{ mapping: 'title=Stelle' }, 'mapping'],
    [{ mapping: '["title"]' }, 'mapping'],
    [{ full: 'yes' }, 'full'],
    [{ file: new File([], 'empty.csv') }, 'file'],
  ])('are refused with %j', async (fields, path) => {
    const answer = await upload(await anAdmin(), { source: aSource(), file: aFeed(), ...fields });
    expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
    expect(refusedFields(answer)).toEqual([path]);
  });

  it('keep a mapping for the source’s next upload', async () => {
    const admin = await anAdmin();
    const source = aSource();
    await uploaded(admin, { source, mapping: '{"title":"Stelle"}' });
    const { id: next } = await uploaded(admin, { source });
    const { mapping } = await server.db
      .selectFrom('importRuns')
      .select('mapping')
      .where('id', '=', next)
      .executeTakeFirstOrThrow();
    expect(mapping).toEqual({ title: 'Stelle' });
  });

  it('lose the path of their file, and names that no disk takes', async () => {
    const admin = await anAdmin();
    const run = await uploaded(admin);
    expect(run.fileName).toBe('jobs.csv');
    const source = aSource();
    const answer = await upload(admin, { source, file: aFeed('..\\..\\ev<il>:feed.csv') });
    expect(ImportRun.parse(answer.json()).fileName).toBe('ev_il__feed.csv');
  });

  it('are listed from the newest on, page by page, by source and status', async () => {
    const admin = await anAdmin();
    const source = aSource();
    const runs = [];
    for (let number = 0; number < 3; number++) runs.push(await uploaded(admin, { source }));
    const path = `/admin/imports?source=${encodeURIComponent(source)}&limit=2`;
    const first = ImportRunPage.parse((await admin.get(path)).json());
    expect(first.items.map((run) => run.id)).toEqual([runs[2]?.id, runs[1]?.id]);
    expect(first.total).toEqual({ value: 3, relation: 'eq' });
    const second = ImportRunPage.parse((await admin.get(`${path}&cursor=${first.nextCursor}`)).json());
    expect(second.items.map((run) => run.id)).toEqual([runs[0]?.id]);
    expect(second.nextCursor).toBeNull();
    const none = ImportRunPage.parse((await admin.get(`${path}&status=failed`)).json());
    expect(none.items).toEqual([]);
    const other = await admin.get(`/admin/imports?limit=2&cursor=${first.nextCursor}`);
    expect(refusalOf(other)).toEqual([400, 'invalid_cursor']);
    expect(refusalOf(await admin.get('/admin/imports?cursor=nonsense'))).toEqual([400, 'invalid_cursor']);
  });

  it('show their first rows', async () => {
    const admin = await anAdmin();
    const run = await uploaded(admin, { dryRun: 'true' });
    await noteRow(run.id, { number: 2, kind: 'refused', reason: 'The row has no title' });
    await noteRow(run.id, { number: 3, kind: 'noted', reason: 'The salary cannot be right' });
    const change = { sourceId: '7', title: 'Weaver', companyName: 'Mill', fields: ['title'] };
    await noteRow(run.id, { number: 4, kind: 'update', change });
    for (let number = 5; number < 300; number++) {
      await noteRow(run.id, { number, kind: 'create', change: { ...change, fields: [] } });
    }
    const detail = ImportRunDetail.parse((await admin.get(`/admin/imports/${run.id}`)).json());
    expect(detail.errors).toEqual([{ file: 'jobs.csv', line: 3, reason: 'The row has no title' }]);
    expect(detail.notes).toEqual([{ file: 'jobs.csv', line: 4, reason: 'The salary cannot be right' }]);
    expect(detail.changes).toHaveLength(200);
    expect(detail.changes[0]).toEqual({ kind: 'update', ...change });
    expect(refusalOf(await admin.get(`/admin/imports/${id}`))).toEqual([404, 'not_found']);
  });

  it('report all of them as a file that no spreadsheet takes for formulas', async () => {
    const admin = await anAdmin();
    const run = await uploaded(admin);
    await noteRow(run.id, { number: 1, kind: 'refused', reason: 'The title "a, b" is none' });
    const change = { sourceId: '=1+1', title: '@SUM(A1)', companyName: '+Mill', fields: ['title', 'url'] };
    await noteRow(run.id, { number: 2, kind: 'update', change });
    const answer = await admin.get(`/admin/imports/${run.id}/report`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="import-report.csv"');
    expect(answer.body.replace(/^\uFEFF/, '').split('\r\n')).toEqual([
      '"kind","row","file","line","source_id","title","company","fields","reason"',
      '"refused","1","jobs.csv","2","","","","","The title ""a, b"" is none"',
      `"update","2","jobs.csv","3","'=1+1","'@SUM(A1)","'+Mill","title url",""`,
      '',
    ]);
    expect(refusalOf(await admin.get(`/admin/imports/${id}/report`))).toEqual([404, 'not_found']);
  });

  it('are cancelled once', async () => {
    const admin = await anAdmin();
    const run = await uploaded(admin);
    expect((await admin.remove(`/admin/imports/${run.id}`)).statusCode).toBe(204);
    const stored = ImportRunDetail.parse((await admin.get(`/admin/imports/${run.id}`)).json());
    expect(stored).toMatchObject({ status: 'cancelled', message: 'Cancelled before it began' });
    expect(stored.finishedAt).not.toBeNull();
    expect(refusalOf(await admin.remove(`/admin/imports/${run.id}`))).toEqual([409, 'conflict']);
    expect(refusalOf(await admin.remove(`/admin/imports/${id}`))).toEqual([404, 'not_found']);
  });
});
