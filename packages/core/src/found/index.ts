export { createFoundService, FoundKind, type FoundService } from './found.service.ts';
