import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { FileDrop } from '@access/ui/file-drop';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePendingResume } from './pending-resume.tsx';
import { ReadingSteps } from './reading-steps.tsx';
import { refusalOf, RESUME_ACCEPT, RESUME_HINT } from './resume-file.ts';
import { uploadResume } from './upload-resume.ts';

/** Takes a résumé, also one dropped before sign-up, and sends it; errors stay beside the place to try again. */
export function ResumeUpload(props: { onUploaded: (id: string) => void; isCompact?: boolean }): ReactNode {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { file: held, hold } = usePendingResume();
  const [share, setShare] = useState(0);
  const [refusal, setRefusal] = useState<string>();
  const upload = useMutation({
    mutationFn: (file: File) => uploadResume(file, setShare),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: trpc.resumes.list.pathKey() });
      props.onUploaded(id);
    },
  });
  const start = (file: File): void => {
    const reason = refusalOf(file);
    setRefusal(reason ?? undefined);
    if (reason !== null) return;
    setShare(0);
    upload.mutate(file);
  };
  useHeldFile(held, (file) => {
    hold(null);
    start(file);
  });
  if (upload.isPending || upload.isSuccess) {
    return <ReadingSteps fileName={upload.variables.name} step="upload" share={share} />;
  }
  const error = refusal ?? (upload.error === null ? undefined : sentenceOf(readProblem(upload.error)));
  return (
    <FileDrop
      label="Drop your résumé, or press to choose it"
      hint={RESUME_HINT}
      accept={RESUME_ACCEPT}
      error={error}
      isCompact={props.isCompact ?? false}
      onFile={start}
    />
  );
}

/** Starts with a held file once, however often the effect runs. */
function useHeldFile(held: File | null, start: (file: File) => void): void {
  const started = useRef<File | null>(null);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    if (held === null || started.current === held) return;
    started.current = held;
    latest.current(held);
  }, [held]);
}
