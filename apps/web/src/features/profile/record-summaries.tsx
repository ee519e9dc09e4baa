import type { ReactNode } from 'react';

import type { EducationInput, ExperienceInput } from '@access/contracts/profile';

import { useFormats } from '../../lib/formats.ts';
import type { Formats } from '../../lib/formats.ts';

/** "Mar 2019 – present"; what is not known is left out. */
export function periodOf(
  formats: Pick<Formats, 'month'>,
  item: { startDate: string | null; endDate: string | null; isCurrent?: boolean },
): string | null {
  const start = item.startDate === null ? null : formats.month(item.startDate);
  const end =
    item.isCurrent === true ? 'present' : item.endDate === null ? null : formats.month(item.endDate);
  if (start === null) return end === null ? null : item.isCurrent === true ? 'Current' : `until ${end}`;
  return end === null ? `since ${start}` : `${start} – ${end}`;
}

/** A position in a few lines. */
export function ExperienceSummary({ item }: { item: ExperienceInput }): ReactNode {
  const formats = useFormats();
  const period = periodOf(formats, item);
  return (
    <>
      <span className="block font-medium">{item.position}</span>
      <span className="block text-muted">
        {item.company}
        {period !== null && ` · ${period}`}
      </span>
      {item.description !== '' && (
        <span className="mt-1 line-clamp-3 block max-w-prose text-sm whitespace-pre-line text-muted">
          {item.description}
        </span>
      )}
    </>
  );
}

/** A degree in a few lines. */
export function EducationSummary({ item }: { item: EducationInput }): ReactNode {
  const formats = useFormats();
  const period = periodOf(formats, item);
  const degree = [item.degree, item.fieldOfStudy].filter(Boolean).join(', ');
  return (
    <>
      <span className="block font-medium">{degree === '' ? item.institution : degree}</span>
      <span className="block text-muted">
        {[degree === '' ? null : item.institution, period].filter((part) => part !== null).join(' · ')}
      </span>
    </>
  );
}
