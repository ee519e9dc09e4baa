export { readSnapshot, SNAPSHOT_LIMITS, type TrainingSnapshot } from './snapshot.repository.ts';
export { beatTrainingRun, endTrainingRun, startTrainingRun } from './training-runs.repository.ts';
export { considerTrainingJob, retrainJob } from './training.jobs.ts';
export { createTrainingService, type TrainingService } from './training.service.ts';
