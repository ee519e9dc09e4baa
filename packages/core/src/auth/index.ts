export { createAuthService, type AuthService } from './auth.service.ts';
export type { Authenticated, Credentials } from './authenticate.ts';
export { isAllowedOrigin } from './lucia.ts';
export { hashPassword } from './password-hasher.ts';
export { defaultAuthLimits, type AuthLimits } from './rate-limits.ts';
export type { Client } from './client.ts';
export { loadOrCreateSecret } from './secrets.ts';
