export { trainContentJob } from './models.jobs.ts';
export { createModelsService, MODELS_CHANNEL, type ModelsService } from './models.service.ts';
export {
  createRankersService,
  type RankersService,
  type ServingRanker,
  type ShippedRanker,
} from './rankers.service.ts';
export { readTrainingTexts } from './training-texts.repository.ts';
