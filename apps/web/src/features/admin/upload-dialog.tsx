import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { ImportFormat } from '@access/contracts/imports';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { Dialog } from '@access/ui/dialog';
import { Field } from '@access/ui/field';
import { FileDrop } from '@access/ui/file-drop';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';
import { Notice } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { formatOf, formatOptions, readMapping } from './import-choices.ts';
import { MappingField } from './mapping-field.tsx';
import { uploadImport } from './upload-import.ts';

/** Sends a file of postings: tried first unless told otherwise. */
export function UploadDialog({ onClose }: { onClose: () => void }): ReactNode {
  const upload = useUpload(onClose);
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [format, setFormat] = useState<ImportFormat>('auto');
  const [columns, setColumns] = useState('');
  const [companyName, setCompanyName] = useState('');
  const [full, setFull] = useState(false);
  const [force, setForce] = useState(false);
  const [dryRun, setDryRun] = useState(true);
  const typed = readMapping(columns);
  const problem = upload.error === null ? null : readProblem(upload.error);
  const errorOf = (path: string): string | undefined =>
    problem?.fields.find((field) => field.path === path)?.message;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Import a file"
      description="CSV, JSON, schema.org JSON-LD, XML, Greenhouse or Lever boards; packed with gzip too."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (file === null || typed.kind === 'wrong') return;
          upload.mutate({
            file,
            source: source.trim(),
            format,
            mapping: columns.trim() === '' ? undefined : typed.mapping,
            companyName: companyName.trim(),
            full,
            force,
            dryRun,
          });
        }}
      >
        <FileDrop
          label="Choose or drop a file"
          hint="Up to 1 GiB"
          accept=".csv,.tsv,.json,.jsonl,.ndjson,.jsonld,.xml,.html,.gz,.tar,.tgz,.xz"
          fileName={file?.name}
          isCompact
          onFile={setFile}
        />
        <Field label="Source" hint="The same name brings the same postings again." error={errorOf('source')}>
          <Input
            value={source}
            required
            maxLength={100}
            onChange={(event) => setSource(event.target.value)}
          />
        </Field>
        <Field label="Format" error={errorOf('format')}>
          <Select
            options={formatOptions}
            value={format}
            onValueChange={(value) => setFormat(formatOf(value))}
          />
        </Field>
        <details className="rounded-lg border px-3.5 py-2.5">
          <summary className="cursor-pointer text-sm font-medium">Columns and employer</summary>
          <div className="mt-3 flex flex-col gap-4">
            <MappingField
              value={columns}
              hint="A line for each column with a name of its own. Kept for the source: left empty, its last ones hold."
              error={errorOf('mapping')}
              onChange={setColumns}
            />
            <Field label="Employer of postings that name none" isOptional error={errorOf('companyName')}>
              <Input
                value={companyName}
                maxLength={200}
                onChange={(event) => setCompanyName(event.target.value)}
              />
            </Field>
          </div>
        </details>
        <FullChoice full={full} force={force} onFull={setFull} onForce={setForce} />
        <Checkbox label="Only say what would change" isChecked={dryRun} onChange={setDryRun} />
        {problem !== null && <Notice tone="danger">{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={file === null || typed.kind === 'wrong'}
            isBusy={upload.isPending}
          >
            {dryRun ? 'Try it' : 'Import'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useUpload(onClose: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: uploadImport,
    onSuccess: ({ id }) => {
      void cache.invalidateQueries(trpc.imports.pathFilter());
      onClose();
      void navigate({ to: '/admin/imports/$runId', params: { runId: id } });
    },
  });
}

function FullChoice(props: {
  full: boolean;
  force: boolean;
  onFull: (full: boolean) => void;
  onForce: (force: boolean) => void;
}): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label="The file is everything the source has: close what it lacks"
        isChecked={props.full}
        onChange={props.onFull}
      />
      {props.full && (
        <div className="ml-6 flex flex-col gap-2">
          <p className="text-sm text-pretty text-muted">
            When more than a fifth of the source’s open jobs would close, none is closed and the run says so:
            a file cut short looks just the same.
          </p>
          <Checkbox
            label="Close them even if it is more than a fifth"
            isChecked={props.force}
            onChange={props.onForce}
          />
        </div>
      )}
    </div>
  );
}
