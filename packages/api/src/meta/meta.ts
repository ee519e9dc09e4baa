import type { OpenApiMeta } from 'trpc-openapi';

import type { ApiScope } from '@access/contracts/api-keys';

/** Who may call: stated by every procedure, enforced by the base procedure of the same name. */
export type Access = 'anyone' | 'signed_in' | 'job_seeker' | 'admin';

/** How a procedure looks over REST; `path` without /api/v1, `{name}` for a field of the input. */
export type RestMeta = NonNullable<OpenApiMeta['openapi']> & {
  /** 200 unless told; 202 = taken, not done yet; 204 = no body. */
  successStatus?: 200 | 201 | 202 | 204;
  /** Shown in the documentation; made from the schema where absent. */
  example?: { request?: Record<string, unknown>; response?: unknown };
  /** Largest file that a multipart call may bring, in bytes; a résumé's 10 MB unless told. */
  maxFileBytes?: number;
  /** The output, a text, is a file of its own instead of JSON. */
  answersFile?: { mediaType: string; fileName: string };
  /** Fields of the input that stand in the query although the method has a body: `?all=true`. */
  query?: readonly string[];
};

export interface ApiMeta {
  access?: Access;
  /** What an API key must hold to call it; where anyone may call, what it must hold to be more than nobody. Without one, keys call only what is open, as nobody. */
  scope?: ApiScope;
  openapi?: RestMeta;
  /** A browser-only procedure names the REST call that does the same for programs: `POST /auth/login`. */
  browserTwinOf?: string;
  // trpc-openapi asks for an open record.
  [key: string]: unknown;
}
