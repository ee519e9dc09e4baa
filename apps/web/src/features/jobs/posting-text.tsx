import type { ReactNode } from 'react';

import type { Job } from '@access/contracts/jobs';

/** The posting's own words. The API sanitises this HTML on the way in: links, lists, headings and emphasis only. */
export function PostingText({
  job,
}: {
  job: Pick<Job, 'description' | 'requirements' | 'benefits'>;
}): ReactNode {
  return (
    <div className="flex flex-col gap-6">
      <Html html={job.description} />
      {job.requirements !== null && <Part title="Requirements" html={job.requirements} />}
      {job.benefits !== null && <Part title="Benefits" html={job.benefits} />}
    </div>
  );
}

function Part({ title, html }: { title: string; html: string }): ReactNode {
  return (
    <section>
      <h3 className="mb-2 text-md font-semibold">{title}</h3>
      <Html html={html} />
    </section>
  );
}

function Html({ html }: { html: string }): ReactNode {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
