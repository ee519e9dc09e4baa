export { createModelsService, MODELS_CHANNEL, type ModelsService } from './models.service.ts';
export { readTrainingTexts } from './training-texts.repository.ts';
