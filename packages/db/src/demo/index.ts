export { DemoGrammar, DemoRoles, type DemoFacts } from './demo-facts.ts';
export { generateDemoPeople, type DemoPerson } from './generate-people.ts';
export { generateDemoPostings } from './generate-postings.ts';
export { simulateBehaviour } from './simulate-behaviour.ts';
export { readSimulatedJobs, writeBehaviour } from './write-behaviour.ts';
