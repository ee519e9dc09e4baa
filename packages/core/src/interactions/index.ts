export { createInteractionsService, type InteractionsService } from './interactions.service.ts';
