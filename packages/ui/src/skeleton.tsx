import type { ReactNode } from 'react';

/** A grey bar where text will be; `width` in CSS units, `height` in pixels. */
export function Skeleton(props: { width?: string; height?: number }): ReactNode {
  return (
    <span
      aria-hidden="true"
      className="block max-w-full rounded-sm bg-sunken"
      style={{ width: props.width ?? '100%', height: props.height ?? 14 }}
    />
  );
}

/** Says to screen readers that something loads, while its shape is shown. */
export function Loading(props: { label: string; children: ReactNode }): ReactNode {
  return (
    <div role="status" aria-label={props.label}>
      {props.children}
    </div>
  );
}
