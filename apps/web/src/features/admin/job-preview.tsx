import type { ReactNode } from 'react';

import type { Job } from '@access/contracts/jobs';
import { Avatar } from '@access/ui/avatar';
import { Badge } from '@access/ui/badge';
import { Dialog } from '@access/ui/dialog';

import { FactGrid, placeOf } from '../jobs/job-facts.tsx';
import { PostingText } from '../jobs/posting-text.tsx';

/** A job as people would see it; its HTML comes back cleaned from the server. */
export function JobPreview({ job, onClose }: { job: Job; onClose: () => void }): ReactNode {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Preview"
      description="As it would be shown. Nothing is saved yet."
    >
      <article className="flex flex-col gap-5">
        <header className="flex gap-3">
          <Avatar name={job.company.name} imageUrl={job.company.logoUrl} />
          <div className="min-w-0">
            <h3 className="text-lg font-semibold tracking-tight text-pretty">{job.title}</h3>
            <p className="text-muted">
              {job.company.name} · {placeOf(job)}
            </p>
          </div>
        </header>
        <FactGrid job={job} deadline={job.applicationDeadline} />
        {job.skills.length > 0 && (
          <ul aria-label="Skills asked for" className="flex flex-wrap gap-1.5">
            {job.skills.map((skill) => (
              <li key={skill.id}>
                <Badge tone={skill.isRequired ? 'neutral' : 'outline'}>{skill.name}</Badge>
              </li>
            ))}
          </ul>
        )}
        <PostingText job={job} heading="h3" />
      </article>
    </Dialog>
  );
}
