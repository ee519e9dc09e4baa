import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { missingPostings, openJudgedCatalogue } from './search/catalogue.ts';
import { ndcgAt10 } from './search/gain.ts';
import { readJudgedQueries, type JudgedQuery } from './search/judged-queries.ts';
import { describeJobs, rankerNames, rankersOn, type RankerName, type Shown } from './search/rankers.ts';

const usage = `npm run evaluate -- search [--queries] [--unjudged file]

Searches 20,000 real postings, where they are at hand, with the judged queries of ml-models/evaluation/search and prints NDCG@10 of our search
beside PostgreSQL's ts_rank over the same fields. A posting without a judgement counts as no answer.

--queries        every query on a line of its own
--unjudged file  writes what any of the rankers shows and nobody has judged, for a judge to read
`;

const { values } = parseArgs({
  options: {
    queries: { type: 'boolean', default: false },
    unjudged: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

interface Answer {
  readonly judged: JudgedQuery;
  readonly shown: Readonly<Record<RankerName, readonly Shown[]>>;
}

const missing = missingPostings();
if (values.help || missing !== undefined) process.stdout.write(values.help ? usage : `${missing}\n`);
else await evaluate();

async function evaluate(): Promise<void> {
  const answers = await ask();
  if (values.queries) process.stdout.write(answers.map(line).join(''));
  if (values.unjudged !== undefined) writeFileSync(values.unjudged, answers.map(unjudged).join(''));
  const judgements = answers.reduce((sum, { judged }) => sum + Object.keys(judged.grades).length, 0);
  process.stdout.write(`${answers.length} queries, ${judgements} judgements

| ranker  | NDCG@10 | best answer first | shown without a judgement |
| ------- | ------- | ----------------- | ------------------------- |
${rankerNames.map((name) => summary(name, answers)).join('')}`);
}

async function ask(): Promise<Answer[]> {
  const stand = await openJudgedCatalogue();
  try {
    const rankers = await rankersOn(stand.db);
    const answers: Answer[] = [];
    for (const judged of readJudgedQueries()) {
      const found = async (name: RankerName): Promise<Shown[]> => {
        const ids = await rankers[name](judged.q);
        const shown = await describeJobs(stand.db, ids);
        return ids.flatMap((id) => shown.get(id) ?? []);
      };
      const shown = {
        ours: await found('ours'),
        ts_rank: await found('ts_rank'),
        title: await found('title'),
      };
      answers.push({ judged, shown });
    }
    return answers;
  } finally {
    await stand.close();
  }
}

function gradesOf({ judged, shown }: Answer, name: RankerName): Array<number | undefined> {
  return shown[name].map(({ key }) => judged.grades[key]);
}

function ndcgOf(answer: Answer, name: RankerName): number {
  const grades = gradesOf(answer, name).map((grade) => grade ?? 0);
  return ndcgAt10(grades, Object.values(answer.judged.grades));
}

function summary(name: RankerName, answers: readonly Answer[]): string {
  const share = (of: (answer: Answer) => number): number =>
    answers.reduce((sum, answer) => sum + of(answer), 0) / answers.length;
  const unknown = answers.flatMap((answer) => gradesOf(answer, name)).filter((grade) => grade === undefined);
  const cells = [
    name.padEnd(7),
    share((answer) => ndcgOf(answer, name))
      .toFixed(3)
      .padEnd(7),
    share((answer) => Number(gradesOf(answer, name)[0] === 3))
      .toFixed(2)
      .padEnd(17),
    String(unknown.length).padEnd(25),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function line(answer: Answer): string {
  const figures = rankerNames.map((name) => ndcgOf(answer, name).toFixed(2));
  return `${figures.join('  ')}  ${answer.judged.q}\n`;
}

/** In the order of the keys, so that nobody sees which ranker showed it. */
function unjudged({ judged, shown }: Answer): string {
  const all = new Map(rankerNames.flatMap((name) => shown[name]).map((each) => [each.key, each] as const));
  const open = [...all.values()]
    .filter(({ key }) => judged.grades[key] === undefined)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return open.length === 0 ? '' : `${JSON.stringify({ q: judged.q, open })}\n`;
}
