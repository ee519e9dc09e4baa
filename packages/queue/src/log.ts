/** The part of pino's logger that the queue writes to; events are named `queue.<past-participle>`. */
export type QueueLog = {
  info: (fields: object, event: string) => void;
  warn: (fields: object, event: string) => void;
  error: (fields: object, event: string) => void;
  child: (fields: Record<string, unknown>) => QueueLog;
};
