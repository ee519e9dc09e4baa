import { z } from 'zod';

import {
  Company,
  CompanyIdInput,
  CompanyInput,
  CompanyListInput,
  CompanyUpdate,
} from '@access/contracts/companies';
import { pageOf } from '@access/contracts/pages';

import { adminProcedure, publicProcedure, router } from '../init/index.ts';

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
        example: { request: { id } },
      },
      access: 'anyone',
    })
    .input(CompanyIdInput)
    .output(Company)
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
    .mutation(({ ctx, input }) => ctx.services.companies.create(input)),

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
    .mutation(({ ctx, input }) => ctx.services.companies.update(input)),

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
    .mutation(({ ctx, input }) => ctx.services.companies.remove(input.id)),
});
