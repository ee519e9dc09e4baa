export { createResumeService, type ResumeService } from './resume.service.ts';
export { createResumeReader, type ResumeReader } from './read-resume.ts';
export { giveUpLostResumesJob, parseResumeJob } from './resume.jobs.ts';
