import { readFile } from 'node:fs/promises';
import path from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '@access/contracts/errors';
import { isWebPath } from '@access/contracts/web-paths';

import type { Container } from '../container.ts';
import { siteOrigin } from '../found/site-origin.ts';
import { sendProblem } from '../plugins/errors.ts';
import { addContentPages } from './content-pages.ts';
import { createPageTemplate, renderAppPage } from './render-page.ts';
import { sendPage } from './send-page.ts';

const YEAR_MS = 365 * 86_400_000;

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
  const sendAppPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendPage(reply, 200, renderAppPage(template, addressOf(request), siteOrigin(env, request)));
  app.get('/', sendAppPage);
  addContentPages(app, container, template);
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) return sendProblem(reply, request, notFound());
    if (isWebPath(addressOf(request).pathname)) return sendAppPage(request, reply);
    return sendPage(reply, 404, template.plain);
  });
}

/** Addresses of the app's pages: asked for by a browser, outside the API, without a file's ending. */
function isPage(request: FastifyRequest): boolean {
  const { pathname } = addressOf(request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (/^\/(?:api|trpc)(?:\/|$)/.test(pathname)) return false;
  return path.extname(pathname) === '';
}

const addressOf = (request: FastifyRequest): URL => new URL(request.url, 'http://page.invalid');

async function readIndexHtml(webDir: string): Promise<string | null> {
  try {
    return await readFile(path.join(webDir, 'index.html'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const notFound = () => new AppError('not_found', 'There is nothing at this address');
