import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Feed, ImportFormat } from '@access/contracts/imports';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';
import { Notice } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { formatOf, formatOptions, readMapping, writeMapping } from './import-choices.ts';
import { MappingField } from './mapping-field.tsx';

const intervals = [
  { value: '60', label: 'Every hour' },
  { value: '360', label: 'Every six hours' },
  { value: '1440', label: 'Every day' },
  { value: '10080', label: 'Every week' },
];

/** One set over the API may be none of those. */
const intervalsWith = (minutes: string): typeof intervals =>
  intervals.some(({ value }) => value === minutes)
    ? intervals
    : [{ value: minutes, label: `Every ${minutes} minutes` }, ...intervals];

/** Adds a feed, or changes the given one. */
export function FeedDialog({ feed, onClose }: { feed?: Feed; onClose: () => void }): ReactNode {
  const save = useSaveFeed(feed, onClose);
  const [name, setName] = useState(feed?.name ?? '');
  const [url, setUrl] = useState(feed?.url ?? '');
  const [format, setFormat] = useState<ImportFormat>(feed?.format ?? 'auto');
  const [columns, setColumns] = useState(() => writeMapping(feed?.mapping ?? {}));
  const [companyName, setCompanyName] = useState(feed?.companyName ?? '');
  const [everyMinutes, setEveryMinutes] = useState(String(feed?.everyMinutes ?? 1_440));
  const [isFull, setIsFull] = useState(feed?.isFull ?? true);
  const typed = readMapping(columns);
  const problem = save.error === null ? null : readProblem(save.error);
  const errorOf = (path: string): string | undefined =>
    problem?.fields.find((field) => field.path === path)?.message;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={feed === undefined ? 'Add a feed' : `Change ${feed.name}`}
      description={
        feed === undefined
          ? 'It is fetched at once, then by the clock.'
          : 'Another address, format or columns are read anew at once.'
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.kind === 'wrong') return;
          save.mutate({
            name: name.trim(),
            url: url.trim(),
            format,
            mapping: columns.trim() === '' ? null : typed.mapping,
            companyName: companyName.trim() === '' ? null : companyName.trim(),
            everyMinutes: Number(everyMinutes),
            isFull,
          });
        }}
      >
        {feed === undefined && (
          <Field label="Name" hint="Also the name of the source of its postings." error={errorOf('name')}>
            <Input value={name} required maxLength={100} onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
        <Field label="Address" error={errorOf('url')}>
          <Input
            type="url"
            value={url}
            required
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="How often" error={errorOf('everyMinutes')}>
            <Select
              options={intervalsWith(everyMinutes)}
              value={everyMinutes}
              onValueChange={setEveryMinutes}
            />
          </Field>
          <Field label="Format" error={errorOf('format')}>
            <Select
              options={formatOptions}
              value={format}
              onValueChange={(value) => setFormat(formatOf(value))}
            />
          </Field>
        </div>
        <Field label="Employer of postings that name none" isOptional error={errorOf('companyName')}>
          <Input
            value={companyName}
            maxLength={200}
            onChange={(event) => setCompanyName(event.target.value)}
          />
        </Field>
        <MappingField
          value={columns}
          hint="A line for each column, element or field with a name of its own."
          error={errorOf('mapping')}
          onChange={setColumns}
        />
        <Checkbox
          label="It holds everything the source has: close what it lacks, unless that is over a fifth"
          isChecked={isFull}
          onChange={setIsFull}
        />
        {problem !== null && <Notice tone="danger">{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={typed.kind === 'wrong'} isBusy={save.isPending}>
            {feed === undefined ? 'Add' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FeedChoices = Pick<
  Feed,
  'name' | 'url' | 'format' | 'mapping' | 'companyName' | 'everyMinutes' | 'isFull'
>;

function useSaveFeed(feed: Feed | undefined, onSuccess: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const create = useMutation(trpc.feeds.create.mutationOptions());
  const update = useMutation(trpc.feeds.update.mutationOptions());
  return useMutation({
    mutationFn: ({ name, ...fields }: FeedChoices) =>
      feed === undefined
        ? create.mutateAsync({ name, ...fields })
        : update.mutateAsync({ id: feed.id, ...fields }),
    onSuccess,
    onSettled: () => cache.invalidateQueries(trpc.feeds.pathFilter()),
  });
}
