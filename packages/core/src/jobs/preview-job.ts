import type { Actor } from '@access/contracts/actor';
import type { Job, JobInput } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import type { Composing } from './compose-job.ts';
import { addJob } from './write-job.ts';

/** Carries the job out of the transaction that takes it back. */
class Previewed extends Error {
  readonly job: Job;

  constructor(job: Job) {
    super('Only looked at');
    this.name = 'Previewed';
    this.job = job;
  }
}

type Previewing = Pick<Composing, 'skills' | 'places'> & { readonly db: Db; readonly actor: Actor };

/**
 * Adds the job as a draft and takes it back: what is shown is what would be stored, by the same rules. @throws AppError as adding it would.
 */
export async function previewJob({ db, actor, skills, places }: Previewing, input: JobInput): Promise<Job> {
  try {
    return await db.transaction().execute(async (trx) => {
      const writer = { trx, actor, skills, places, caller: { ip: null } };
      throw new Previewed(await addJob(writer, { ...input, status: 'draft' }));
    });
  } catch (error) {
    if (error instanceof Previewed) return error.job;
    throw error;
  }
}
