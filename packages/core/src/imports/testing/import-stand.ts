import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { ImportSummary } from '@access/contracts/imports';
import type { useTestDatabase } from '@access/db/testing';

import { createImportsService, type ImportPathsInput, type ImportsService } from '../imports.service.ts';

/** A source of its own with a folder for its feeds, and an importer without the taxonomy's weight. */
export interface ImportStand {
  readonly source: string;
  readonly imports: ImportsService;
  /** Runs that were enqueued. */
  readonly enqueued: string[];
  /** Jobs that batches wrote. */
  readonly written: string[];
  posting(number: number, fields?: Record<string, unknown>): Record<string, unknown>;
  write(name: string, content: string | Buffer): string;
  /** Imports documents as one JSON list. */
  take(documents: readonly unknown[], options?: Partial<ImportPathsInput>): Promise<ImportSummary>;
  remove(): void;
}

let stands = 0;

export function openImportStand({ db }: Pick<ReturnType<typeof useTestDatabase>, 'db'>): ImportStand {
  const folder = mkdtempSync(join(tmpdir(), 'access-import-test-'));
  const source = `feed-${process.pid}-${(stands += 1)}`;
  const enqueued: string[] = [];
  const written: string[] = [];
  const imports = createImportsService({
    db,
    skills: { extract: () => [] },
    places: { resolve: () => null },
    detectLevel: () => null,
    onWritten: async (_trx, jobIds) => void written.push(...jobIds),
    onImported: async () => undefined,
    enqueueRun: async (_trx, runId) => void enqueued.push(runId),
  });
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  return {
    source,
    imports,
    enqueued,
    written,
    write,
    posting: (number, fields = {}) => ({
      id: `${source}-${number}`,
      title: `Welder ${source} ${number}`,
      company: 'Northern Steel',
      description: 'Weld.',
      ...fields,
    }),
    take: (documents, options = {}) =>
      imports.importPaths({
        paths: [write('jobs.json', JSON.stringify(documents))],
        format: 'auto',
        source,
        ...options,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
