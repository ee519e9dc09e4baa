export { detectResumeType, type ResumeType } from './detect-type.ts';
export { extractText } from './extract-text.ts';
export { type SkillFinder, type SkillMatch } from './link-skills.ts';
export {
  createResumeParser,
  parseResumeFile,
  type ResumeParseResult,
  type ResumeParser,
} from './parse-resume-file.ts';
export { parseResume } from './parse-resume.ts';
