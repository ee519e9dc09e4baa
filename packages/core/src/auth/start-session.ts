import type { AuthResult, TokenPair, User } from '@access/contracts/auth';
import type { UserId } from '@access/contracts/ids';
import type { Db } from '@access/db';

import type { AccessTokens } from './access-token.ts';
import { storableClient, type Client } from './client.ts';
import { createLucia, createSessionSecret } from './lucia.ts';
import { sessionIdOf } from './secrets.ts';

/** A browser's sign-in: `token` belongs into its cookie and nowhere else. */
export interface BrowserSignIn {
  readonly user: User;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs in whoever has just proved who they are. */
export function createSessionStarter(db: Db, tokens: AccessTokens) {
  const start = async (userId: UserId, kind: 'browser' | 'token', client: Client) => {
    const secret = createSessionSecret();
    const attributes = { kind, ...storableClient(client) };
    const { expiresAt } = await createLucia(db).createSession(userId, attributes, { sessionId: secret });
    return { secret, expiresAt };
  };

  const tokenPair = async (userId: UserId, refreshToken: string): Promise<TokenPair> => {
    const { accessToken, expiresAt } = await tokens.sign(userId, sessionIdOf(refreshToken));
    return { accessToken, refreshToken, expiresAt: expiresAt.toISOString() };
  };

  return {
    tokenPair,
    async forProgram(user: User, client: Client): Promise<AuthResult> {
      const { secret } = await start(user.id, 'token', client);
      return { ...(await tokenPair(user.id, secret)), user };
    },
    async forBrowser(user: User, client: Client): Promise<BrowserSignIn> {
      const { secret, expiresAt } = await start(user.id, 'browser', client);
      return { user, token: secret, expiresAt };
    },
  };
}
