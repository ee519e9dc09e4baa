import { z } from 'zod';

/** Identifiers are version 7 UUIDs made by the database; brands keep one kind from standing in for another. */
export const UserId = z.uuid().brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const SessionId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Expected a sign-in id')
  .brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const JobId = z.uuid().brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;
export const CompanyId = z.uuid().brand<'CompanyId'>();
export type CompanyId = z.infer<typeof CompanyId>;
export const SkillId = z.uuid().brand<'SkillId'>();
export type SkillId = z.infer<typeof SkillId>;
export const ResumeId = z.uuid().brand<'ResumeId'>();
export type ResumeId = z.infer<typeof ResumeId>;
export const ListId = z.uuid().brand<'ListId'>();
export type ListId = z.infer<typeof ListId>;
export const RecordId = z.uuid().brand<'RecordId'>();
export type RecordId = z.infer<typeof RecordId>;
export const ImportRunId = z.uuid().brand<'ImportRunId'>();
export type ImportRunId = z.infer<typeof ImportRunId>;
export const FeedId = z.uuid().brand<'FeedId'>();
export type FeedId = z.infer<typeof FeedId>;
export const DuplicateId = z.uuid().brand<'DuplicateId'>();
export type DuplicateId = z.infer<typeof DuplicateId>;
export const ApiKeyId = z.uuid().brand<'ApiKeyId'>();
export type ApiKeyId = z.infer<typeof ApiKeyId>;
export const AlertId = z.uuid().brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

export const TrainingRunId = z.uuid().brand<'TrainingRunId'>();
export type TrainingRunId = z.infer<typeof TrainingRunId>;

/** GeoNames identifier. */
export const PlaceId = z.int().min(1).max(2_147_483_647).brand<'PlaceId'>();
export type PlaceId = z.infer<typeof PlaceId>;
