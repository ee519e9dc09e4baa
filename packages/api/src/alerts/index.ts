export { alertsRouter } from './alerts.router.ts';
