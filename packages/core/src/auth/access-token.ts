import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

import { SessionId, UserId } from '@access/contracts/ids';

/** How long a program may call with one access token, in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const Claims = z.object({ sub: UserId, sid: SessionId, typ: z.literal('access') });

export interface AccessTokens {
  sign(userId: UserId, sessionId: SessionId): Promise<{ accessToken: string; expiresAt: Date }>;
  /** Whose token this is; null for a forged, foreign or expired one. */
  verify(token: string): Promise<{ userId: UserId; sessionId: SessionId } | null>;
}

/** Access tokens: JWT, HS256, 15 minutes. They name a session, which is looked up: signing out ends them too. */
export function createAccessTokens(secret: string, now: () => Date): AccessTokens {
  const key = new TextEncoder().encode(secret);
  return {
    async sign(userId, sessionId) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
      const accessToken = await new SignJWT({ sid: sessionId, typ: 'access' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { accessToken, expiresAt: new Date(expiresAt * 1000) };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: now() });
        const claims = Claims.safeParse(payload);
        return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
      } catch (error) {
        // Every way a token can be wrong is one answer; anything else is a fault of ours.
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
