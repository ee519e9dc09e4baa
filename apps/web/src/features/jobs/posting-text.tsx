import type { ReactNode } from 'react';

import type { Job } from '@access/contracts/jobs';

/** The posting's own words. The API sanitises this HTML on the way in: links, lists, headings and emphasis only. */
export function PostingText(props: {
  job: Pick<Job, 'description' | 'requirements' | 'benefits'>;
  heading: 'h2' | 'h3';
}): ReactNode {
  const { job, heading } = props;
  return (
    <div className="flex flex-col gap-6">
      <Html html={job.description} />
      {job.requirements !== null && <Part heading={heading} title="Requirements" html={job.requirements} />}
      {job.benefits !== null && <Part heading={heading} title="Benefits" html={job.benefits} />}
    </div>
  );
}

function Part(props: { title: string; html: string; heading: 'h2' | 'h3' }): ReactNode {
  const { title, html, heading: Title } = props;
  return (
    <section>
      {!beginsWith(html, title) && <Title className="mb-2 text-md font-semibold">{title}</Title>}
      <Html html={html} />
    </section>
  );
}

/** Whether the posting names the part itself, as many do. */
function beginsWith(html: string, title: string): boolean {
  const own = /^\s*<(?:h[1-6]|p><strong)>([^<]*)</i.exec(html)?.[1];
  return own !== undefined && own.trim().replace(/:$/, '').toLowerCase() === title.toLowerCase();
}

function Html({ html }: { html: string }): ReactNode {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
