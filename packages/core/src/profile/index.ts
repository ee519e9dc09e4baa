export { addToProfile, type ProfileItems } from './add-to-profile.ts';
export { createProfileService, type ProfileService } from './profile.service.ts';
export { createRecordsService, readRecords, type RecordsService } from './records.service.ts';
export { lockUser } from './profile.repository.ts';
export { readProfile } from './read-profile.ts';
export { profileLimits } from './limits.ts';
