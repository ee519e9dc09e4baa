export { applyProfileUpdate, createProfileService, type ProfileService } from './profile.service.ts';
export { createRecordsService, type RecordsService } from './records.service.ts';
export { readProfile } from './read-profile.ts';
export {
  insertEducation,
  insertExperience,
  listEducation,
  listExperience,
  listUserSkills,
  upsertUserSkills,
} from './profile.repository.ts';
