import { z } from 'zod';

import { UserStatus, UserType } from './enums.ts';
import { SessionId, UserId } from './ids.ts';
import { boundedText, Instant } from './text.ts';

/** Lower-cased for comparison; at most 254 characters as SMTP allows. */
export const Email = boundedText(3, 254).pipe(z.email('Expected an e-mail address').toLowerCase());

/** 10–256 characters, kept exactly as typed; common passwords are refused by the service. */
export const NewPassword = z
  .string()
  .min(10, 'At least 10 characters')
  .max(256, 'At most 256 characters')
  .refine(
    (value) => value.isWellFormed() && !value.includes('\u0000'),
    'Contains characters that cannot be typed again',
  );

export const RegisterInput = z.object({
  email: Email,
  password: NewPassword,
  displayName: boundedText(1, 100),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

export const LoginInput = z.object({ email: Email, password: z.string().min(1).max(256) });
export type LoginInput = z.infer<typeof LoginInput>;

export const RefreshInput = z.object({ refreshToken: z.string().min(1).max(200) });
export type RefreshInput = z.infer<typeof RefreshInput>;

export const LogoutInput = z.object({ all: z.boolean().default(false) });
export type LogoutInput = z.infer<typeof LogoutInput>;

export const User = z.object({
  id: UserId,
  email: z.string(),
  displayName: z.string(),
  userType: UserType,
  status: UserStatus,
  isVerified: z.boolean(),
  timeZone: z.string(),
  locale: z.string(),
  createdAt: Instant,
});
export type User = z.infer<typeof User>;

/** Tokens for a program: the access token lives 15 minutes, `expiresAt` says until when. */
export const TokenPair = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: Instant });
export type TokenPair = z.infer<typeof TokenPair>;

export const AuthResult = TokenPair.extend({ user: User });
export type AuthResult = z.infer<typeof AuthResult>;

/** What a browser gets: the sign-in itself travels in an httpOnly cookie. */
export const BrowserSession = z.object({ user: User.nullable() });
export type BrowserSession = z.infer<typeof BrowserSession>;

/** A device that is signed in. */
export const SignIn = z.object({
  id: SessionId,
  userAgent: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  isCurrent: z.boolean(),
});
export type SignIn = z.infer<typeof SignIn>;
