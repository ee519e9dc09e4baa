export {
  loadAnyJobDocuments,
  loadJobDocuments,
  type LoadedJob,
  type SkillNames,
} from './job-documents.repository.ts';
export { loadPerson, type LoadedPerson } from './person-document.repository.ts';
