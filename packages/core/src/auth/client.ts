/** Who calls, for the audit log and the list of devices. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Headers are a stranger's text: bounded, and without what PostgreSQL cannot store. */
export function storableClient({ ip, userAgent }: Client): Client {
  if (userAgent === null) return { ip, userAgent };
  return { ip, userAgent: userAgent.toWellFormed().replaceAll('\u0000', '').slice(0, 300) };
}
