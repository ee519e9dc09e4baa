export { recordActivity, type Activity, type Caller } from './record-activity.ts';
