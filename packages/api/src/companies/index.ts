export { companiesRouter } from './companies.router.ts';
