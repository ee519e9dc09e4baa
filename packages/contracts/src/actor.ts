import type { UserType } from './enums.ts';
import type { SessionId, UserId } from './ids.ts';

/** Who is calling, as proved by cookie or token. */
export interface Actor {
  readonly userId: UserId;
  readonly userType: UserType;
  readonly sessionId: SessionId;
}
