import type { FastifyRequest } from 'fastify';

import { AppError } from '@access/contracts/errors';

/** Reads a multipart form into texts and files. The plugin's limits (one file of 10 MB, few short fields) refuse more. */
export async function readForm(request: FastifyRequest): Promise<Map<string, (string | File)[]>> {
  if (!request.isMultipart()) {
    throw new AppError(
      'unsupported_media_type',
      'Send multipart/form-data with the file in the field `file`',
    );
  }
  try {
    return await readParts(request);
  } catch (error) {
    // The parser of forms throws plain errors for a missing boundary or an end too early; Fastify's own have a status.
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new AppError('bad_request', 'The form could not be read', { cause: error });
  }
}

async function readParts(request: FastifyRequest): Promise<Map<string, (string | File)[]>> {
  const form = new Map<string, (string | File)[]>();
  for await (const part of request.parts()) {
    const value =
      part.type === 'file'
        ? new File([await part.toBuffer()], part.filename, { type: part.mimetype })
        : String(part.value);
    form.set(part.fieldname, [...(form.get(part.fieldname) ?? []), value]);
  }
  return form;
}
