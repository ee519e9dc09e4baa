export { feedsRouter } from './feeds.router.ts';
