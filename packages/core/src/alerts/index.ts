export { createAlertsService, type AlertsService } from './alerts.service.ts';
