import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useSession } from '../auth/use-session.ts';
import type { JobsUrl } from '../jobs/job-filter.ts';
import { filterOf, nameOf } from './saved-filter.ts';

/** Keeps the search on show under a name; strangers are asked to sign in first and come back to it. */
export function SaveSearch({ url }: { url: JobsUrl }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const { user } = useSession();
  const navigate = useNavigate();
  if (user?.userType === 'admin') return null;
  const open = (): void => {
    if (user !== null) setIsOpen(true);
    else
      void navigate({
        to: '/sign-in',
        search: { next: `${window.location.pathname}${window.location.search}` },
      });
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        <BookmarkPlus /> <span className="max-sm:sr-only">Save search</span>
      </Button>
      {isOpen && <SaveDialog url={url} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function SaveDialog({ url, onClose }: { url: JobsUrl; onClose: () => void }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const [name, setName] = useState(() => nameOf(url));
  const save = useMutation(
    trpc.alerts.create.mutationOptions({
      onSuccess: ({ name: saved }) => {
        void cache.invalidateQueries(trpc.alerts.pathFilter());
        toast.show({
          title: `Saved as “${saved}”`,
          action: { label: 'Saved searches', onPress: () => void navigate({ to: '/alerts' }) },
        });
        onClose();
      },
    }),
  );
  const problem = save.error === null ? undefined : sentenceOf(readProblem(save.error));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Save this search"
      description="Its words, place and filters are kept."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ name, filter: filterOf(url) });
        }}
      >
        <Field label="Name" {...(problem === undefined ? {} : { error: problem })}>
          <Input value={name} required maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
