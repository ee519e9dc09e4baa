import { readFile } from 'node:fs/promises';
import path from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import { JobId } from '@access/contracts/ids';
import type { Job } from '@access/contracts/jobs';
import { isWebPath } from '@access/contracts/web-paths';

import type { Container } from '../container.ts';
import { sendProblem } from '../plugins/errors.ts';
import {
  createPageTemplate,
  renderClosedJobPage,
  renderJobPage,
  renderUnknownJobPage,
  type PageTemplate,
} from './render-page.ts';

const YEAR_MS = 365 * 86_400_000;
const Params = z.object({ id: z.string() });

/** The built web app: its files, its page at every other address, and postings readable without scripts. */
export async function addWebApp(app: FastifyInstance, container: Container): Promise<void> {
  const { env, log } = container;
  const html = await readIndexHtml(env.webDir);
  if (html === null) {
    log.warn({ webDir: env.webDir }, 'server.web_app_not_built');
    app.setNotFoundHandler((request, reply) => sendProblem(reply, request, notFound()));
    return;
  }
  const template = createPageTemplate(html);
  await app.register(fastifyStatic, {
    root: env.webDir,
    index: false,
    // A directory is no page of ours.
    redirect: false,
    setHeaders: (reply, file) => {
      // Only these names change with their content.
      const isHashed = path.relative(env.webDir, file).startsWith(`assets${path.sep}`);
      reply.header('cache-control', isHashed ? `public, max-age=${YEAR_MS / 1_000}, immutable` : 'no-cache');
    },
    cacheControl: false,
  });
  app.get('/', async (_request, reply) => sendPage(reply, 200, template.plain));
  addJobPages(app, container, template);
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request)) return sendPage(reply, isWebPath(pathOf(request)) ? 200 : 404, template.plain);
    return sendProblem(reply, request, notFound());
  });
}

function addJobPages(app: FastifyInstance, { env, services }: Container, template: PageTemplate): void {
  app.get('/jobs/:id', async (request, reply) => {
    const id = JobId.safeParse(Params.parse(request.params).id);
    const job = id.success ? await findJob(() => services.jobs.getJob(id.data, null)) : null;
    if (job === null) return sendPage(reply, 404, renderUnknownJobPage(template));
    if (!job.isActive) return sendPage(reply, 410, renderClosedJobPage(template, job));
    const origin = env.origins[0] ?? `${request.protocol}://${request.host}`;
    return sendPage(reply, 200, renderJobPage(template, job, origin));
  });
}

async function findJob(get: () => Promise<Job>): Promise<Job | null> {
  try {
    return await get();
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(html);
}

/** Addresses of the app's pages: asked for by a browser, outside the API, without a file's ending. */
function isPage(request: FastifyRequest): boolean {
  const pathname = pathOf(request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (/^\/(?:api|trpc)(?:\/|$)/.test(pathname)) return false;
  return path.extname(pathname) === '';
}

const pathOf = (request: FastifyRequest): string => new URL(request.url, 'http://page.invalid').pathname;

async function readIndexHtml(webDir: string): Promise<string | null> {
  try {
    return await readFile(path.join(webDir, 'index.html'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const notFound = () => new AppError('not_found', 'There is nothing at this address');
