import { z } from 'zod';

export const UserType = z.enum(['job_seeker', 'admin']);
export type UserType = z.infer<typeof UserType>;
export const UserStatus = z.enum(['active', 'suspended']);
export type UserStatus = z.infer<typeof UserStatus>;
export const JobType = z.enum(['full_time', 'part_time', 'contract', 'internship']);
export type JobType = z.infer<typeof JobType>;
export const ExperienceLevel = z.enum(['entry', 'mid', 'senior', 'executive']);
export type ExperienceLevel = z.infer<typeof ExperienceLevel>;
export const RemoteOption = z.enum(['on_site', 'remote', 'hybrid']);
export type RemoteOption = z.infer<typeof RemoteOption>;
export const SalaryPeriod = z.enum(['year', 'month', 'week', 'day', 'hour']);
export type SalaryPeriod = z.infer<typeof SalaryPeriod>;
export const JobStatus = z.enum(['draft', 'pending', 'active', 'rejected', 'expired', 'closed']);
export type JobStatus = z.infer<typeof JobStatus>;
export const CompanySize = z.enum(['startup', 'small', 'medium', 'large']);
export type CompanySize = z.infer<typeof CompanySize>;
export const SkillCategory = z.enum(['technical', 'tool', 'soft', 'language', 'knowledge']);
export type SkillCategory = z.infer<typeof SkillCategory>;
export const SkillSource = z.enum(['manual', 'resume', 'inferred']);
export type SkillSource = z.infer<typeof SkillSource>;
export const InteractionType = z.enum(['view', 'like', 'dislike', 'apply', 'bookmark']);
export type InteractionType = z.infer<typeof InteractionType>;
export const InteractionSource = z.enum(['search', 'recommendation', 'alert', 'direct']);
export type InteractionSource = z.infer<typeof InteractionSource>;
export const ScanStatus = z.enum(['pending', 'clean', 'infected', 'failed']);
export type ScanStatus = z.infer<typeof ScanStatus>;
export const ParseStatus = z.enum(['pending', 'parsed', 'refused', 'failed']);
export type ParseStatus = z.infer<typeof ParseStatus>;
export const ModelStatus = z.enum(['candidate', 'active', 'archived', 'failed']);
export type ModelStatus = z.infer<typeof ModelStatus>;

/** 1 Beginner, 2 Intermediate, 3 Advanced, 4 Expert. */
export const ProficiencyLevel = z.int().min(1).max(4);

/** ISO 4217 code, three capitals. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code such as EUR');

/** ISO 3166-1 alpha-2 code, two capitals. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'Expected an ISO 3166 code such as DE');
