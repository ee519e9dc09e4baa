export { createApiKeysService, type ApiKeysService } from './api-keys.service.ts';
export type { KeyCall } from './authenticate-key.ts';
