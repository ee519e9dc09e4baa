import { Command, InvalidArgumentError, Option } from 'commander';

import { createAdmin } from './create-admin.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { fail, reportTo } from './report.ts';
import { seed } from './seed.ts';
import { timeTravelCommand } from './time-travel.ts';
import { trainContentCommand } from './train-content.ts';

const program = new Command('access')
  .description('The operator’s command line. Uses DATABASE_URL, or the embedded database of ACCESS_DATA_DIR.')
  .showHelpAfterError('(add --help for how to use it)')
  .configureOutput({ outputError: (text, write) => write(text) });

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Expected a whole number.');
  return value;
}

const json = () =>
  new Option('--json', 'print one JSON summary on standard output; progress goes to standard error');

program
  .command('migrate')
  .description('bring the database to the newest schema')
  .addOption(json())
  .action((options: { json?: boolean }) => migrate(reportTo(options)));

program
  .command('seed')
  .description('load skills, places and exchange rates; a second run brings them up to date')
  .option(
    '--demo',
    'also make the demo catalogue, its people and their simulated behaviour, if there are no jobs yet',
  )
  .option('--demo-accounts', 'also make the demo accounts')
  .addOption(json())
  .action((options: { json?: boolean; demo?: boolean; demoAccounts?: boolean }) =>
    seed(options, reportTo(options)),
  );

program
  .command('create-admin')
  .description(
    'make an admin, or give an existing one a new password; it comes from ACCESS_ADMIN_PASSWORD or is made up and printed once',
  )
  .requiredOption('--email <address>', 'the admin’s e-mail address')
  .addOption(json())
  .action((options: { json?: boolean; email: string }) => createAdmin(options, reportTo(options)));

program.addCommand(importCommand().copyInheritedSettings(program));

program
  .command('train-content')
  .description('learn content vectors from the catalogue and make them the active ones')
  .option('--if-missing', 'only when none are active yet')
  .addOption(json())
  .action((options: { json?: boolean; ifMissing?: boolean }) =>
    trainContentCommand(options, reportTo(options)),
  );

program
  .command('time-travel')
  .description(
    'measure the recommender on what people did: the list before each choice, by a model that knows only what came before',
  )
  .option('--seed <n>', 'fixes every figure', wholeNumber, 1)
  .addOption(json())
  .action((options: { json?: boolean; seed: number }) => timeTravelCommand(options, reportTo(options)));

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
