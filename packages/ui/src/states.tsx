import type { ReactNode } from 'react';

import { Button } from './button.tsx';

export interface StateProps {
  icon?: ReactNode;
  title: string;
  /** What this means and what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  /** It is all the page shows: its title is the page's heading. */
  isPage?: boolean;
}

/** Nothing here yet: says so, and names the next step. */
export function EmptyState({ icon, title, children, actions, isPage = false }: StateProps): ReactNode {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center">
      {icon !== undefined && (
        <div className="mb-4 grid size-10 place-items-center rounded-lg border bg-surface text-faint shadow-raised [&_svg]:size-5">
          {icon}
        </div>
      )}
      <Title className="text-md font-semibold">{title}</Title>
      {children !== undefined && <div className="mt-1 text-base text-pretty text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** Something failed: says what, and offers to try again. */
export function ErrorState(props: {
  title: string;
  detail?: string | undefined;
  onRetry?: () => void;
  /** It is all the page shows: its title is the page's heading. */
  isPage?: boolean;
}): ReactNode {
  const Title = props.isPage === true ? 'h1' : 'h2';
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center">
      <Title className="text-md font-semibold">{props.title}</Title>
      {props.detail !== undefined && <p className="mt-1 text-base text-pretty text-muted">{props.detail}</p>}
      {props.onRetry !== undefined && (
        <div className="mt-5">
          <Button onClick={props.onRetry}>Try again</Button>
        </div>
      )}
    </div>
  );
}

/** A line above content: something the person should know before reading on. */
export function Notice(props: { tone?: 'neutral' | 'minus' | 'danger'; children: ReactNode }): ReactNode {
  const tone = {
    neutral: 'border-accent-line bg-accent-soft text-ink',
    minus: 'border-minus bg-minus-soft text-ink',
    danger: 'border-danger bg-danger-soft text-ink',
  }[props.tone ?? 'neutral'];
  return (
    <div
      role={props.tone === 'danger' ? 'alert' : 'status'}
      className={`rounded-lg border px-3.5 py-2.5 text-base text-pretty ${tone}`}
    >
      {props.children}
    </div>
  );
}
