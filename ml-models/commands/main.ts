import { Command, Option } from 'commander';

import { benchmarkCommand } from './benchmark.ts';
import { fail } from './report.ts';

const program = new Command('ml')
  .description('The recommender’s mathematics on files: measure it against published benchmarks.')
  .showHelpAfterError('(add --help for how to use it)')
  .configureOutput({ outputError: (text, write) => write(text) });

program.addCommand(
  benchmarkCommand(
    () => new Option('--json', 'also print one JSON document on the last line of standard output'),
  ),
);

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
