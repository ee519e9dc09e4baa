import { BookOpen, GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';

import type { LearningResource } from '@access/contracts/skill-gaps';

/** Free things to learn a skill from; says so where none is known. */
export function ResourceLinks({ resources }: { resources: readonly LearningResource[] }): ReactNode {
  if (resources.length === 0)
    return <p className="text-sm text-faint">No free course or book is listed for this one yet.</p>;
  return (
    <ul className="flex flex-col gap-1">
      {resources.map((resource) => (
        <li key={resource.url} className="flex items-start gap-2 text-sm">
          {resource.kind === 'course' ? (
            <GraduationCap aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
          ) : (
            <BookOpen aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
          )}
          <span className="min-w-0">
            <a
              href={resource.url}
              target="_blank"
              rel="noopener noreferrer"
              lang={resource.language}
              className="break-words text-accent-text underline underline-offset-2"
            >
              {resource.title}
            </a>{' '}
            <span className="text-faint">
              {resource.kind === 'course' ? 'Course' : 'Book'} on {resource.provider}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
