import { z } from 'zod';

import {
  IMPORT_MAX_BYTES,
  ImportRun,
  ImportRunDetail,
  ImportRunIdInput,
  ImportRunListInput,
  ImportRunPage,
  ImportUploadInput,
} from '@access/contracts/imports';

import { adminProcedure, clientOf, router } from '../init/index.ts';

const tags = ['Imports'];
const access = 'admin';

export const importsRouter = router({
  upload: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/admin/imports',
        tags,
        summary: 'Import a feed',
        description:
          'Up to 1 GiB as multipart field `file`: CSV, JSON, JSON-LD, HTML with JSON-LD, XML, a Greenhouse or Lever board, plain or packed with gzip, or a tar archive. It is read in the background; ask for the run. `mapping` is a JSON object of columns by field and is kept for the source. A dry run says what would change.',
        successStatus: 202,
        contentTypes: ['multipart/form-data'],
        maxFileBytes: IMPORT_MAX_BYTES,
      },
      access,
    })
    .input(ImportUploadInput)
    .output(ImportRun)
    .mutation(({ ctx, input }) => ctx.services.imports.upload(ctx.actor, clientOf(ctx), input)),

  list: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/imports',
        tags,
        summary: 'List imports',
        description: 'Newest first, from uploads, the command line and schedules alike.',
      },
      access,
    })
    .input(ImportRunListInput)
    .output(ImportRunPage)
    .query(({ ctx, input }) => ctx.services.imports.list(input)),

  get: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/imports/{id}',
        tags,
        summary: 'One import with its progress and first rows',
        description:
          'At most 200 refused rows, 200 notes and, of a dry run, 200 changes; the report has them all.',
      },
      access,
    })
    .input(ImportRunIdInput)
    .output(ImportRunDetail)
    .query(({ ctx, input }) => ctx.services.imports.get(input.id)),

  report: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/admin/imports/{id}/report',
        tags,
        summary: 'The report of an import as a CSV file',
        description:
          'Each refused row with its file, line and reason, rows of which something was left out, and all that a dry run would create, update and close; up to 100,000 of each.',
        example: {
          response:
            '"kind","row","file","line","source_id","title","company","fields","reason"\r\n"refused","7","jobs.csv","8","","","","","The row has no title"\r\n',
        },
        answersFile: { mediaType: 'text/csv; charset=utf-8', fileName: 'import-report.csv' },
      },
      access,
    })
    .input(ImportRunIdInput)
    .output(z.string())
    .query(({ ctx, input }) => ctx.services.imports.report(input.id)),

  cancel: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/admin/imports/{id}',
        tags,
        summary: 'Cancel an import',
        description:
          'One that waits or is under way: it stops within a batch, and what it has written stays.',
        successStatus: 204,
      },
      access,
    })
    .input(ImportRunIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.imports.cancel(ctx.actor, clientOf(ctx), input.id)),
});
