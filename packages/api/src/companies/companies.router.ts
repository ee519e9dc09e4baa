import { z } from 'zod';

import {
  Company,
  CompanyIdInput,
  CompanyInput,
  CompanyListInput,
  CompanyUpdate,
} from '@access/contracts/companies';
import { CompanyDetail, CompanyKeyInput, CompanyLogoInput } from '@access/contracts/company-detail';
import { pageOf } from '@access/contracts/pages';

import { adminProcedure, clientOf, publicProcedure, router } from '../init/index.ts';

const tags = ['Companies'];
const id = '01890a5d-ac96-774b-bcce-b302099a8057';

export const companiesRouter = router({
  list: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/companies',
        tags,
        summary: 'List companies by name',
        description: 'Each with the number of its open jobs.',
        example: { request: { q: 'steel' } },
      },
      access: 'anyone',
    })
    .input(CompanyListInput)
    .output(pageOf(Company))
    .query(({ ctx, input }) => ctx.services.companies.list(input)),

  get: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/companies/{id}',
        tags,
        summary: 'Read a company',
        description:
          'By id or slug, with the first page of its open jobs; `jobs.nextCursor` goes on with GET /jobs?companyId=.',
        example: { request: { id } },
      },
      access: 'anyone',
    })
    .input(CompanyKeyInput)
    .output(CompanyDetail)
    .query(({ ctx, input }) => ctx.services.companies.get(input.id)),

  create: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/companies',
        tags,
        summary: 'Add a company',
        description: 'One that goes by the same name, spelling and legal form aside, is a conflict.',
        successStatus: 201,
        example: {
          request: { name: 'Northern Steel Ltd', industry: 'Metal', size: 'medium', location: 'Sheffield' },
        },
      },
      access: 'admin',
    })
    .input(CompanyInput)
    .output(Company)
    .mutation(({ ctx, input }) => ctx.services.companies.create(ctx.actor, input, clientOf(ctx))),

  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/companies/{id}',
        tags,
        summary: 'Change a company',
        description: 'Fields left out stay as they are.',
        example: { request: { id, website: 'https://steel.example.org' } },
      },
      access: 'admin',
    })
    .input(CompanyUpdate)
    .output(Company)
    .mutation(({ ctx, input }) => ctx.services.companies.update(ctx.actor, input, clientOf(ctx))),

  remove: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/companies/{id}',
        tags,
        summary: 'Remove a company',
        description: 'A company that has or had jobs stays: 409.',
        successStatus: 204,
        example: { request: { id } },
      },
      access: 'admin',
    })
    .input(CompanyIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.companies.remove(ctx.actor, input.id, clientOf(ctx))),

  setLogo: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/companies/{id}/logo',
        tags,
        summary: 'Give a company a logo',
        description:
          'PNG, JPEG or WebP by its content, up to 1 MB and 4,096 pixels a side, as multipart field `file`.',
        contentTypes: ['multipart/form-data'],
        example: { request: { id } },
      },
      access: 'admin',
    })
    .input(CompanyLogoInput)
    .output(Company)
    .mutation(({ ctx, input }) => ctx.services.companies.setLogo(ctx.actor, input, clientOf(ctx))),

  removeLogo: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/companies/{id}/logo',
        tags,
        summary: 'Take a company’s logo away',
        successStatus: 204,
        example: { request: { id } },
      },
      access: 'admin',
    })
    .input(CompanyIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.companies.removeLogo(ctx.actor, input.id, clientOf(ctx))),
});
