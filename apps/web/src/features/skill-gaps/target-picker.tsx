import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Input } from '@access/ui/input';

const chip = (isCurrent: boolean): string =>
  `inline-flex h-8 max-w-full items-center rounded-md border px-3 text-sm pointer-coarse:h-9 ${
    isCurrent
      ? 'border-accent-line bg-accent-soft font-medium text-accent-text'
      : 'border-line-strong bg-surface text-muted hover:bg-hover hover:text-ink'
  }`;

/** Which jobs to look at: one of the person's own titles, another one, or the jobs recommended to them. */
export function TargetPicker(props: { titles: readonly string[]; target: string | null }): ReactNode {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const title = text.trim();
  const isOther = props.target !== null && !props.titles.includes(props.target);
  const titles = isOther && props.target !== null ? [...props.titles, props.target] : props.titles;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Look at" className="flex max-w-full flex-wrap gap-2">
        {titles.map((own) => (
          <li key={own} className="max-w-full">
            <Link
              to="/skills"
              search={{ title: own }}
              aria-current={own === props.target}
              className={chip(own === props.target)}
            >
              <span className="truncate">{own}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link
            to="/skills"
            search={{ for: 'recommended' }}
            aria-current={props.target === null}
            className={chip(props.target === null)}
          >
            Jobs recommended to you
          </Link>
        </li>
      </ul>
      <form
        className="flex w-full max-w-xs gap-2 sm:w-auto"
        onSubmit={(event) => {
          event.preventDefault();
          if (title === '') return;
          setText('');
          void navigate({ to: '/skills', search: { title } });
        }}
      >
        <Input
          aria-label="Another job title"
          placeholder="Another job title"
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={title === ''}>
          Look
        </Button>
      </form>
    </div>
  );
}
