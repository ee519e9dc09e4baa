export { createCompaniesService, findOrCreateCompanies, type CompaniesService } from './companies.service.ts';
export { logoUrlOf } from './companies.repository.ts';
export { companyMatchKey } from './company-key.ts';
