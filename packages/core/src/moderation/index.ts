export { createModerationService, type ModerationService } from './moderation.service.ts';
