import type { ApiScope } from './api-keys.ts';
import type { UserType } from './enums.ts';
import { AppError } from './errors.ts';
import type { ApiKeyId, CompanyId, SessionId, UserId } from './ids.ts';

/** A person, as proved by cookie or token. */
export interface SessionActor {
  readonly userId: UserId;
  readonly userType: UserType;
  readonly sessionId: SessionId;
  /** How it was proved; left out means by a sign-in. */
  readonly via?: 'session';
}

/** A program, as proved by an API key: it stands for the key's owner, within the scopes alone. */
export interface KeyActor {
  readonly userId: UserId;
  readonly userType: UserType;
  readonly via: 'key';
  readonly keyId: ApiKeyId;
  readonly scopes: readonly ApiScope[];
  /** Companies whose jobs `jobs:write` reaches. */
  readonly companyIds: readonly CompanyId[];
}

/** Who is calling. */
export type Actor = SessionActor | KeyActor;

/** The sign-in behind the call. @throws AppError forbidden for an API key, which has none. */
export function sessionOf(actor: Actor): SessionId {
  if (actor.via === 'key') throw new AppError('forbidden', 'An API key cannot do this; sign in');
  return actor.sessionId;
}
