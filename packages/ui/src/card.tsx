import type { ReactNode } from 'react';

/** A raised surface that holds one thing. */
export function Card(props: { children: ReactNode; padding?: 'none' | 'md' | 'lg' }): ReactNode {
  const padding = { none: '', md: 'p-4 sm:p-5', lg: 'p-5 sm:p-8' }[props.padding ?? 'md'];
  return <div className={`rounded-xl border bg-surface shadow-raised ${padding}`}>{props.children}</div>;
}

export interface SectionProps {
  title: string;
  description?: ReactNode;
  /** Controls beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled card: one topic of a longer page. */
export function Section({ title, description, actions, children }: SectionProps): ReactNode {
  return (
    <section className="rounded-xl border bg-surface shadow-raised" aria-label={title}>
      <header className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-6 sm:pt-5">
        <div className="min-w-0">
          <h2 className="text-md font-semibold">{title}</h2>
          {description !== undefined && <p className="mt-0.5 text-sm text-muted">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="px-4 pt-4 pb-4 sm:px-6 sm:pb-6">{children}</div>
    </section>
  );
}
