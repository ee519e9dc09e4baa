import { workerData } from 'node:worker_threads';

import { helpTreeTeam, type HelperData } from './team.ts';

helpTreeTeam(workerData as HelperData);
