import { Link } from '@tanstack/react-router';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';

import type { SkillSource } from '@access/contracts/enums';
import type { Evidence } from '@access/contracts/recommendations';
import { Badge } from '@access/ui/badge';

import { useFormats } from '../../lib/formats.ts';
import { keysOf, levelLabels, remoteLabels } from '../../lib/labels.ts';

const wordFor = <Key extends string>(labels: Record<Key, string>, value: string | null): string | null => {
  const key = keysOf(labels).find((candidate) => candidate === value);
  return key === undefined ? value : labels[key];
};

/** The facts that were compared for one reason; what is not known is called so. */
export function EvidenceFacts({ evidence }: { evidence: Evidence }): ReactNode {
  const formats = useFormats();
  switch (evidence.kind) {
    case 'skills':
      return <SkillFacts evidence={evidence} />;
    case 'title':
      return <Pair job={evidence.jobTitle} you={evidence.yourTitle} />;
    case 'seniority':
      return (
        <>
          <Pair
            job={wordFor(levelLabels, evidence.jobLevel)}
            you={wordFor(levelLabels, evidence.yourLevel)}
          />
          {evidence.isInferred && evidence.yourLevel !== null && (
            <p className="mt-1 text-sm text-muted">
              Your level is inferred from your titles and years; your profile does not state it.
            </p>
          )}
        </>
      );
    case 'place':
      return (
        <Facts
          rows={[
            ['Distance', evidence.distanceKm === null ? null : formats.distance(evidence.distanceKm)],
            ['Workplace', wordFor(remoteLabels, evidence.remoteOption)],
          ]}
        />
      );
    case 'pay': {
      const { currency } = evidence;
      const money = (amount: number | null): string | null =>
        amount === null || currency === null ? null : `${formats.money(amount, currency)} a year`;
      return (
        <Facts
          rows={[
            ['From', money(evidence.yearlyMin)],
            ['Up to', money(evidence.yearlyMax)],
            ['Your floor', money(evidence.floor) ?? 'None set'],
          ]}
        />
      );
    }
    case 'activity':
      return (
        <>
          {evidence.likedJobId !== null && (
            <PastJob says="Closest to" jobId={evidence.likedJobId} title={evidence.likedJobTitle} />
          )}
          {evidence.together !== null && <PastJob says="Often chosen along with" {...evidence.together} />}
        </>
      );
    case 'freshness':
      return <Facts rows={[['Days since posting', formats.count(Math.floor(evidence.ageDays))]]} />;
    case 'popularity':
      return (
        <Facts
          rows={[
            ['Views', formats.count(evidence.views)],
            ['Applications', formats.count(evidence.applies)],
          ]}
        />
      );
  }
}

/** Said of a skill that the person did not write down by hand. */
const sourceNotes: Readonly<Record<SkillSource, string>> = {
  manual: '',
  resume: ', from your résumé',
  inferred: ', inferred',
};

function SkillFacts({ evidence }: { evidence: Extract<Evidence, { kind: 'skills' }> }): ReactNode {
  const { matched, missing, requiredMatched, requiredTotal } = evidence;
  const others = matched.length + missing.length - requiredTotal;
  return (
    <div className="flex flex-col gap-2">
      {requiredTotal > 0 && (
        <p className="text-sm text-muted">
          {requiredMatched} of {requiredTotal} required skills
          {others > 0 && `, ${matched.length - requiredMatched} of ${others} others`}
        </p>
      )}
      {matched.length > 0 && (
        <ul aria-label="Skills you have" className="flex flex-wrap gap-1">
          {matched.map((skill) => (
            <li key={skill.id} className="max-w-full">
              <Badge tone="accent">
                <Check aria-hidden="true" />
                <span className="truncate">
                  {skill.name}
                  {skill.source !== null && sourceNotes[skill.source]}
                </span>
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <ul aria-label="Skills you lack" className="flex flex-wrap gap-1">
          {missing.map((skill) => (
            <li key={skill.id} className="max-w-full">
              <Badge tone="outline">
                <Minus aria-hidden="true" />
                <span className="truncate">{skill.name}</span>
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Pair({ job, you }: { job: string | null; you: string | null }): ReactNode {
  return (
    <Facts
      rows={[
        ['The job', job ?? 'Not stated'],
        ['You', you ?? 'Not in your profile'],
      ]}
    />
  );
}

function Facts({ rows }: { rows: readonly (readonly [string, string | null])[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-0.5 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-faint">{name}</dt>
          <dd className="text-pretty tabular-nums">{value ?? 'Not stated'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One of the reader's own choices, as what a reason rests on. */
function PastJob(props: { says: string; jobId: string; title: string | null }): ReactNode {
  return (
    <p className="text-sm text-muted">
      {props.says}{' '}
      <Link
        to="/jobs/$jobId"
        params={{ jobId: props.jobId }}
        className="text-accent-text underline underline-offset-2"
      >
        {props.title ?? 'a job you chose'}
      </Link>
    </p>
  );
}
