export { moderationRouter } from './moderation.router.ts';
