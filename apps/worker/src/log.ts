import { pino, type Logger } from 'pino';

/** Structured logs on standard output; ids and counts only, never texts or addresses. */
export const createLog = (level: string): Logger => pino({ level, base: { app: 'worker' } });
