import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

import { AppError } from '@access/contracts/errors';

/** A multipart form's texts and files by their names. Large files lie on disk until it is disposed of. */
export interface ReadForm extends AsyncDisposable {
  readonly parts: Map<string, (string | File)[]>;
}

/** Files up to this size are kept in memory. */
const IN_MEMORY_BYTES = 16 * 1024 * 1024;

/** Reads a multipart form. The plugin's limits (one file, few short fields) and `maxFileBytes` refuse more. */
export async function readForm(request: FastifyRequest, maxFileBytes: number): Promise<ReadForm> {
  if (!request.isMultipart()) {
    throw new AppError(
      'unsupported_media_type',
      'Send multipart/form-data with the file in the field `file`',
    );
  }
  const folders: string[] = [];
  const dispose = async (): Promise<void> => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  };
  const toFile = async (part: MultipartFile): Promise<File> => {
    if (maxFileBytes <= IN_MEMORY_BYTES)
      return new File([await part.toBuffer()], part.filename, { type: part.mimetype });
    const folder = await mkdtemp(path.join(tmpdir(), 'access-upload-'));
    folders.push(folder);
    return spooled(part, path.join(folder, 'file'));
  };
  try {
    return { parts: await readParts(request, maxFileBytes, toFile), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    // The parser of forms throws plain errors for a missing boundary or an end too early; Fastify's own have a status.
    if (error instanceof AppError || (error instanceof Error && 'statusCode' in error)) throw error;
    throw new AppError('bad_request', 'The form could not be read', { cause: error });
  }
}

async function readParts(
  request: FastifyRequest,
  maxFileBytes: number,
  toFile: (part: MultipartFile) => Promise<File>,
): Promise<Map<string, (string | File)[]>> {
  const form = new Map<string, (string | File)[]>();
  for await (const part of request.parts({ limits: { fileSize: maxFileBytes } })) {
    const value = part.type === 'file' ? await toFile(part) : String(part.value);
    form.set(part.fieldname, [...(form.get(part.fieldname) ?? []), value]);
  }
  return form;
}

/** The part on disk, as a file that is read from there. */
async function spooled(part: MultipartFile, target: string): Promise<File> {
  await pipeline(part.file, createWriteStream(target));
  if (part.file.truncated) throw new AppError('payload_too_large', 'The file is too large');
  return new File([await openAsBlob(target)], part.filename, { type: part.mimetype });
}
