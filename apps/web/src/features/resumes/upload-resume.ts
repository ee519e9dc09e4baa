import { UploadResumeAnswer } from '@access/contracts/resumes';

/** A refused upload; `data.problem` is the server's problem document, as in a tRPC error. */
export class UploadError extends Error {
  readonly data: { problem: unknown };

  constructor(problem: unknown) {
    super('The upload was refused');
    this.name = 'UploadError';
    this.data = { problem };
  }
}

/**
 * Sends a résumé as multipart and tells how far it is, 0–1. XMLHttpRequest, because fetch does not report the progress of
 * an upload. Throws UploadError, or TypeError when the network fails.
 */
export function uploadResume(file: File, onProgress: (share: number) => void): Promise<UploadResumeAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/auth/upload-resume');
    request.responseType = 'text';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new TypeError('Network failed'));
    request.onload = () => {
      const body = parsed(request.responseText);
      const answer = UploadResumeAnswer.safeParse(body);
      if (request.status >= 200 && request.status < 300 && answer.success) resolve(answer.data);
      else reject(new UploadError(body));
    };
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

/** A proxy in front may answer with HTML: then there is no document to read. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
