import { readResume } from './read-resume.ts';
import { ResumeRefusal } from './refusal.ts';

// The child's whole life: one file in, one answer out. The parent kills it when the answer has come, or too late.
process.once('message', (bytes) => {
  void answer(bytes);
});
// Without its parent nobody reads the answer.
process.once('disconnect', () => process.exit(0));

async function answer(bytes: unknown): Promise<void> {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Expected the bytes of a file');
  try {
    process.send?.({ status: 'parsed', ...(await readResume(bytes)) });
  } catch (error) {
    // Anything else is a fault of ours or of a library on a hostile file: it ends the process, and the parent says so.
    if (!(error instanceof ResumeRefusal)) throw error;
    process.send?.({ status: 'refused', reason: error.reason, message: error.message });
  }
}
