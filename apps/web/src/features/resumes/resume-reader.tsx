import { useQuery } from '@tanstack/react-query';
import { FileX } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { ResumeDetail } from '@access/contracts/resumes';
import { Button } from '@access/ui/button';
import { EmptyState, ErrorState } from '@access/ui/states';

import { Page } from '../../app/route-states.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ByHand } from './by-hand.tsx';
import { ConfirmReading } from './confirm-reading.tsx';
import { ReadingSteps } from './reading-steps.tsx';
import { useHeld } from './use-held.ts';

/** Follows a résumé while it is read, then shows what was read, or why it could not be. */
export function ResumeReader(props: { id: ResumeDetail['id']; onAnother: () => void }): ReactNode {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.resumes.get.queryOptions({ id: props.id }),
    refetchInterval: (state) => (state.state.data?.parseStatus === 'pending' ? 700 : false),
  });
  const held = useHeld();
  const resume = query.data;
  if (resume === undefined && query.error !== null) {
    return (
      <ErrorState
        isPage
        title="The résumé could not be loaded"
        detail={sentenceOf(readProblem(query.error))}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (held.error !== null) {
    return (
      <ErrorState
        isPage
        title="Your profile could not be loaded"
        detail={sentenceOf(readProblem(held.error))}
        onRetry={held.retry}
      />
    );
  }
  if (resume !== undefined && (resume.parseStatus === 'refused' || resume.parseStatus === 'failed')) {
    return <Refused resume={resume} onAnother={props.onAnother} />;
  }
  if (resume?.reading != null && held.data !== null) {
    return <ConfirmReading key={resume.id} resume={resume} reading={resume.reading} held={held.data} />;
  }
  return (
    <Page>
      <div className="mx-auto max-w-xl">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Reading your résumé</h1>
        <p className="mt-2 mb-8 text-md text-muted">This usually takes a few seconds.</p>
        <ReadingSteps fileName={resume?.fileName ?? 'Your résumé'} step="read" />
      </div>
    </Page>
  );
}

function Refused({ resume, onAnother }: { resume: ResumeDetail; onAnother: () => void }): ReactNode {
  const [isByHand, setIsByHand] = useState(false);
  if (isByHand) {
    return (
      <Page>
        <div className="mx-auto max-w-xl">
          <h1 className="mb-8 text-xl font-semibold tracking-tight sm:text-2xl">Tell us the essentials</h1>
          <ByHand onBack={() => setIsByHand(false)} />
        </div>
      </Page>
    );
  }
  return (
    <EmptyState
      isPage
      icon={<FileX />}
      title={`“${resume.fileName}” could not be read`}
      actions={
        <>
          <Button variant="primary" onClick={onAnother}>
            Choose another file
          </Button>
          <Button onClick={() => setIsByHand(true)}>Fill in by hand</Button>
        </>
      }
    >
      {resume.parseReason ??
        'Something in it stopped the reader. Save it anew as PDF or plain text and try again.'}
    </EmptyState>
  );
}
