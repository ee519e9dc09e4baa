import type { TrainingRun } from '@access/contracts/models';

/** What a gate asks of a model, by its name. */
export const gateNames: Readonly<Record<string, string>> = {
  contract: 'A ranker’s file',
  finite: 'Scores are numbers',
  agreement: 'File and formula agree',
  champion: 'No worse than the one in use',
  newcomers: 'No worse for new people',
  popularity: 'Better than popularity',
  content: 'Better than likeness',
  calibration: 'Scores are chances',
  coverage: 'Shows enough of the catalogue',
  latency: 'Fast enough',
};

/** What a training does, by its stage. */
export const stageNames: Readonly<Record<string, string>> = {
  waiting: 'Waiting for the worker',
  reading: 'Reading what people did',
  replaying: 'Going through past choices',
  training: 'Learning',
  storing: 'Judging and storing',
};

export const triggerNames: Readonly<Record<TrainingRun['trigger'], string>> = {
  admin: 'Started by an admin',
  schedule: 'Started by the clock',
  data: 'Started because much was new',
};
