import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { hashPassword } from '@access/core/auth';
import type { Db } from '@access/db';
import {
  DemoGrammar,
  DemoRoles,
  generateDemoPeople,
  generateDemoPostings,
  readSimulatedJobs,
  simulateBehaviour,
  writeBehaviour,
  type DemoFacts,
} from '@access/db/demo';
import { seedPeople, type PersonSeed } from '@access/db/seed';

import { modelsFolder } from '../models-folder.ts';
import type { Report } from './report.ts';
import { withImports } from './with-imports.ts';

/** The same catalogue on every machine. */
const SEED = 20_260;
const POSTINGS = 4_000;
const DEMO_SOURCE = 'demo';
const PEOPLE = 300;
/** Said on the sign-in page of the README and by the launcher; for demos alone. */
const PASSWORD = 'demo-password';

const accounts: readonly PersonSeed[] = [
  { email: 'admin@demo.access.example', displayName: 'Demo admin', userType: 'admin' },
  { email: 'sam@demo.access.example', displayName: 'Sam Field' },
  {
    email: 'maya@demo.access.example',
    displayName: 'Maya Lindqvist',
    headline: 'Data analyst in retail, SQL first',
    bio: 'Six years of turning untidy tables into decisions, most of them in retail. I like teams that ask why before how much.',
    city: { name: 'London', country: 'GB' },
    level: 'mid',
    desiredTitles: ['Data analyst', 'Analytics engineer'],
    skills: [
      { name: 'SQL', level: 4 },
      { name: 'Microsoft Excel', level: 4 },
      { name: 'Python', level: 3 },
      { name: 'Tableau', level: 3 },
      { name: 'Statistics', level: 3 },
      { name: 'Power BI', level: 2 },
      { name: 'Git', level: 2 },
    ],
    positions: [
      {
        company: 'Marigold Stores',
        position: 'Data analyst',
        startYear: 2022,
        endYear: null,
        description: 'Demand reports for 40 shops; replaced a weekly spreadsheet by a tested SQL pipeline.',
      },
      {
        company: 'Harbourside Insight',
        position: 'Junior data analyst',
        startYear: 2019,
        endYear: 2022,
        description: 'Customer surveys and dashboards in Tableau for clients in retail and transport.',
      },
    ],
  },
];

/** Makes the accounts the README names, if they are not there. */
export async function seedDemoAccounts(db: Db): Promise<void> {
  const present = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', 'maya@demo.access.example')
    .executeTakeFirst();
  if (present !== undefined) return;
  const passwordHash = await hashPassword(PASSWORD);
  await seedPeople(
    db,
    accounts.map((account) => ({ ...account, passwordHash })),
  );
}

/**
 * Makes the demo: invented employers and postings through the real importer, accounts to sign in with, invented people
 * and their simulated behaviour. Does nothing where there are jobs of another source or the demo is whole; one that was
 * interrupted is completed.
 */
export function seedDemo(report: Report): Promise<void> {
  return withImports(async (imports, { db }) => {
    await seedDemoAccounts(db);
    if ((await hasOtherJobs(db)) || (await hasSimulatedActions(db))) {
      report.step('There are jobs already; the demo catalogue is not made again');
      return;
    }
    const facts = await readFacts();
    const now = new Date();
    report.step(`Composing ${POSTINGS} postings of invented employers`);
    const postings = generateDemoPostings(facts, { seed: SEED, now, count: POSTINGS });
    const summary = await imports.importPostings(postings, {
      source: DEMO_SOURCE,
      format: 'demo',
    });
    report.step(`${summary.created} postings, ${summary.failed} refused`);
    report.step(`Inventing ${PEOPLE} people and simulating what they look at (marked as simulated)`);
    const people = generateDemoPeople(facts, { seed: SEED + 1, year: now.getUTCFullYear(), count: PEOPLE });
    const ids = (await idsOf(db, people)) ?? (await seedPeople(db, people.map(toSeed)));
    const fieldOfIndustry = new Map(
      Object.entries(facts.fields).map(([field, { industry }]) => [industry, field]),
    );
    const open = await readSimulatedJobs(db, fieldOfIndustry);
    const actions = [...simulateBehaviour(people, open, { seed: SEED + 2, now })];
    await writeBehaviour(db, ids, actions);
    report.step(`${actions.length} simulated actions`);
  });
}

async function hasOtherJobs(db: Db): Promise<boolean> {
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('jobSources')
            .select('jobSources.id')
            .whereRef('jobSources.jobId', '=', 'jobs.id')
            .where('jobSources.source', '=', DEMO_SOURCE),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}

/** The last thing the demo writes. */
async function hasSimulatedActions(db: Db): Promise<boolean> {
  const action = await db
    .selectFrom('interactions')
    .select('id')
    .where('isSimulated', '=', true)
    .limit(1)
    .executeTakeFirst();
  return action !== undefined;
}

/** The invented people's ids in their order, where an interrupted run wrote them: all or none of them are there. */
async function idsOf(db: Db, people: readonly { email: string }[]): Promise<string[] | null> {
  const emails = people.map((person) => person.email);
  const rows = await db.selectFrom('users').select(['id', 'email']).where('email', 'in', emails).execute();
  const ids = new Map(rows.map((row) => [row.email, row.id]));
  return rows.length === 0 ? null : emails.flatMap((email) => ids.get(email) ?? []);
}

/** Our own roles and grammar, and the roles made from O*NET and USAJOBS. */
async function readFacts(): Promise<DemoFacts> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(modelsFolder, 'demo', name), 'utf8'));
  const grammar = DemoGrammar.parse(await read('grammar.json'));
  const [own, official] = [
    DemoRoles.parse(await read('roles.json')),
    DemoRoles.parse(await read('official-roles.json')),
  ];
  return { ...grammar, roles: [...own.roles, ...official.roles] };
}

const toSeed = ({
  title,
  city,
  country,
  ...person
}: ReturnType<typeof generateDemoPeople>[number]): PersonSeed => ({
  ...person,
  headline: title,
  city: { name: city, country },
  desiredTitles: [title],
});
