import type { Actor } from '@access/contracts/actor';
import type { Alert, AlertInput, AlertPreviewInput, AlertUpdate } from '@access/contracts/alerts';
import { AppError } from '@access/contracts/errors';
import { AlertId } from '@access/contracts/ids';
import { JobSearchInput, type JobPage, type SearchFilter } from '@access/contracts/jobs';
import type { Page, PageInput } from '@access/contracts/pages';
import type { Db, Tx } from '@access/db';

import { lockUser } from '../profile/index.ts';
import type { SearchService } from '../search/index.ts';
import {
  countAlerts,
  deleteAlert,
  findAlert,
  insertAlert,
  isNameTaken,
  listAlerts,
  updateAlert,
} from './alerts.repository.ts';

export type AlertsService = ReturnType<typeof createAlertsService>;

/** Saved searches a person has at most. */
const MAX_ALERTS = 50;

export interface AlertsDeps {
  readonly db: Db;
  readonly search: { jobs(input: JobSearchInput): ReturnType<SearchService['jobs']> };
}

export function createAlertsService({ db, search }: AlertsDeps) {
  /** What a filter finds, by the very search that people use; nothing corrected or widened, since an alert tells of matches alone. */
  const find = (filter: SearchFilter, limit: number): Promise<JobPage> =>
    search.jobs(JobSearchInput.parse({ ...filter, limit, sort: 'date', exact: true, facets: false }));

  /** @throws AppError validation_failed for a filter that search refuses: an unknown place, skill or currency. */
  const requireSearchable = async (filter: SearchFilter): Promise<void> => {
    try {
      await find(filter, 1);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
      const problems = error.problems.map(({ path, message }) => ({ path: `filter.${path}`, message }));
      throw new AppError('validation_failed', error.message, { problems, cause: error });
    }
  };

  return {
    /** My saved searches, newest first. */
    async list(actor: Actor, { limit, cursor }: PageInput): Promise<Page<Alert>> {
      const after = cursor === undefined ? null : decodeCursor(cursor);
      const [rows, count] = await Promise.all([
        listAlerts(db, { userId: actor.userId, limit: limit + 1, after }),
        countAlerts(db, actor.userId),
      ]);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last.id) : null,
        total: { value: count, relation: 'eq' },
      };
    },

    async get(actor: Actor, id: AlertId): Promise<Alert> {
      const alert = await findAlert(db, actor.userId, id);
      if (alert === undefined) throw noSuchAlert();
      return alert;
    },

    /** Saves a search; `conflict` for a name that the person uses already, and beyond fifty. */
    async create(actor: Actor, input: AlertInput): Promise<Alert> {
      await requireSearchable(input.filter);
      return db.transaction().execute((trx) => addAlert(trx, actor, input));
    },

    /** Changes the fields given; a filter is replaced whole. */
    async update(actor: Actor, { id, ...change }: AlertUpdate): Promise<Alert> {
      if (change.filter !== undefined) await requireSearchable(change.filter);
      return db.transaction().execute((trx) => changeAlert(trx, { actor, id, change }));
    },

    async remove(actor: Actor, id: AlertId): Promise<void> {
      const wasThere = await db.transaction().execute((trx) => deleteAlert(trx, actor.userId, id));
      if (!wasThere) throw noSuchAlert();
    },

    /** What a saved search would tell of today, newest first. */
    preview: ({ filter, limit }: AlertPreviewInput): Promise<JobPage> => find(filter, limit),
  };
}

async function addAlert(trx: Tx, actor: Actor, input: AlertInput): Promise<Alert> {
  await lockUser(trx, actor.userId);
  if ((await countAlerts(trx, actor.userId)) >= MAX_ALERTS) {
    throw new AppError('conflict', `You have ${MAX_ALERTS} saved searches; delete one first`);
  }
  const alert = await insertAlert(trx, actor.userId, input);
  if (alert === undefined) throw nameTaken();
  return alert;
}

async function changeAlert(
  trx: Tx,
  { actor, id, change }: { actor: Actor; id: AlertId; change: Omit<AlertUpdate, 'id'> },
): Promise<Alert> {
  const { userId } = actor;
  await lockUser(trx, userId);
  const before = await findAlert(trx, userId, id);
  if (before === undefined) throw noSuchAlert();
  const name = change.name ?? before.name;
  if (await isNameTaken(trx, { userId, name, except: id })) throw nameTaken();
  await updateAlert(trx, id, {
    name,
    filter: change.filter ?? before.filter,
    frequency: change.frequency ?? before.frequency,
    isActive: change.isActive ?? before.isActive,
  });
  const after = await findAlert(trx, userId, id);
  if (after === undefined) throw noSuchAlert();
  return after;
}

const encodeCursor = (id: AlertId): string => Buffer.from(id).toString('base64url');

function decodeCursor(cursor: string): AlertId {
  const parsed = AlertId.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  return parsed.data;
}

const noSuchAlert = (): AppError => new AppError('not_found', 'You have no such saved search');
const nameTaken = (): AppError => {
  const message = 'You have a saved search of this name already';
  return new AppError('conflict', message, { problems: [{ path: 'name', message }] });
};
