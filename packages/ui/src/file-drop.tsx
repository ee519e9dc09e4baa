import { FileText, Upload } from 'lucide-react';
import { useId, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';

import { classNames } from './class-names.ts';

export interface FileDropProps {
  label: string;
  hint: string;
  /** Value of the input's `accept`. */
  accept: string;
  error?: string | undefined;
  /** A file already held. */
  fileName?: string | undefined;
  isCompact?: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file, that is also a button to choose one. */
export function FileDrop(props: FileDropProps): ReactNode {
  const { label, hint, accept, error, fileName, isCompact = false, onFile } = props;
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <div>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={classNames(
          'flex cursor-pointer rounded-xl border border-dashed transition-colors duration-100',
          'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
          isCompact
            ? 'items-center gap-3 px-4 py-3 text-left'
            : 'flex-col items-center gap-3 px-6 py-12 text-center',
          isOver ? 'border-accent bg-accent-soft' : 'border-control bg-surface hover:bg-hover',
          error !== undefined && 'border-danger',
        )}
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">
          {fileName === undefined ? <Upload className="size-5" /> : <FileText className="size-5" />}
        </span>
        <span className="min-w-0">
          <span
            className={classNames(
              'block text-base font-medium',
              fileName === undefined ? 'text-pretty' : 'truncate',
            )}
          >
            {fileName ?? label}
          </span>
          <span id={`${id}-hint`} className="block text-sm text-muted">
            {fileName === undefined ? hint : 'Choose another file'}
          </span>
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) onFile(file);
          }}
        />
      </label>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
