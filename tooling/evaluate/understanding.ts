import { parseArgs } from 'node:util';

import { isWrong, type Measure } from './understanding/measure.ts';
import { readingsOf, reportOn, setNames, shippedReaders, type SetReport } from './understanding/report.ts';

const usage = `npm run evaluate -- understanding [--json] [--wrong <set>]

Reads the labelled strings of ml-models/evaluation/understanding with the product's own readers and prints precision and
recall of every kind of fact, on the strings used for tuning and on those held back.

--json          the counts as JSON
--wrong <set>   the strings of the tuning half that are read wrongly; sets: ${setNames.join(', ')}
`;

process.exitCode = main();

function main(): number {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      wrong: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.wrong !== undefined) return printWrong(values.wrong);
  const readers = shippedReaders();
  const reports = setNames.map((name) => reportOn(name, readers));
  process.stdout.write(values.json ? `${JSON.stringify(reports, null, 2)}\n` : table(reports));
  return 0;
}

function printWrong(asked: string): number {
  const name = setNames.find((each) => each === asked);
  if (name === undefined) {
    process.stderr.write(`There is no set ${asked}.\n\n${usage}`);
    return 2;
  }
  for (const { text, expected, predicted } of readingsOf(name, {
    readers: shippedReaders(),
    split: 'tune',
  }).filter(isWrong))
    process.stdout.write(
      `${JSON.stringify(text)}\n  label   ${expected.join(' · ')}\n  reading ${predicted.join(' · ')}\n`,
    );
  return 0;
}

function table(reports: readonly SetReport[]): string {
  const head =
    '| set      | held back: strings | facts | precision | recall | tuning: strings | precision | recall |\n' +
    '| -------- | ------------------ | ----- | --------- | ------ | --------------- | --------- | ------ |\n';
  return head + reports.map(({ name, tune, held }) => line(name, { tune, held })).join('');
}

function line(name: string, { tune, held }: { tune: Measure; held: Measure }): string {
  const cells = [
    name.padEnd(8),
    String(held.strings).padEnd(18),
    String(held.expected).padEnd(5),
    held.precision.toFixed(3).padEnd(9),
    held.recall.toFixed(3).padEnd(6),
    String(tune.strings).padEnd(15),
    tune.precision.toFixed(3).padEnd(9),
    tune.recall.toFixed(3).padEnd(6),
  ];
  return `| ${cells.join(' | ')} |\n`;
}
