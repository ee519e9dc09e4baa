import { pino, type Logger } from 'pino';

/** Structured logs on standard output; ids and counts only, never texts, addresses or tokens. */
export const createLog = (level: string): Logger => pino({ level, base: { app: 'server' } });
