import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { CompanySlug } from '@access/contracts/company-detail';
import { AppError } from '@access/contracts/errors';
import { CompanyId, JobId } from '@access/contracts/ids';

import type { Container } from '../container.ts';
import { siteOrigin } from '../found/site-origin.ts';
import {
  renderClosedJobPage,
  renderCompanyPage,
  renderJobPage,
  renderUnknownCompanyPage,
  renderUnknownJobPage,
  type PageTemplate,
} from './render-page.ts';
import { sendPage } from './send-page.ts';

const Params = z.object({ id: z.string() });
const CompanyKey = z.union([CompanyId, CompanySlug]);

/** Postings and companies as pages that can be read without scripts. */
export function addContentPages(
  app: FastifyInstance,
  { env, services }: Container,
  template: PageTemplate,
): void {
  app.get('/jobs/:id', async (request, reply) => {
    const id = JobId.safeParse(Params.parse(request.params).id);
    const posting = id.success ? await orNull(services.jobs.getPosting(id.data, null)) : null;
    if (posting === null) return sendPage(reply, 404, renderUnknownJobPage(template));
    const { job, facts } = posting;
    if (job.isActive) return sendPage(reply, 200, renderJobPage(template, posting, siteOrigin(env, request)));
    const kept =
      facts.mergedInto === null ? null : await orNull(services.jobs.getJob(facts.mergedInto, null));
    if (kept?.isActive === true) {
      // Merging can be undone: browsers are to ask again.
      return reply.header('cache-control', 'no-cache').redirect(`/jobs/${kept.id}`, 301);
    }
    const similar = await services.jobs.similar(job.id, null);
    return sendPage(reply, 410, renderClosedJobPage(template, posting, similar.items));
  });

  app.get('/companies/:id', async (request, reply) => {
    const key = CompanyKey.safeParse(Params.parse(request.params).id);
    const company = key.success ? await orNull(services.companies.get(key.data)) : null;
    if (company === null) return sendPage(reply, 404, renderUnknownCompanyPage(template));
    // One address for each company: links by id lead to it.
    if (key.data !== company.slug) return reply.redirect(`/companies/${company.slug}`, 301);
    return sendPage(reply, 200, renderCompanyPage(template, company, siteOrigin(env, request)));
  });
}

async function orNull<Found>(finding: Promise<Found>): Promise<Found | null> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
