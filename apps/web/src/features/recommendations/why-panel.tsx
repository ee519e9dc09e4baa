import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Explanation } from '@access/contracts/recommendations';
import { DivergingBar, signed } from '@access/ui/diverging-bar';

import { familyLabels } from '../../lib/labels.ts';
import { Correction } from './correction.tsx';
import { EvidenceFacts } from './evidence-facts.tsx';
import { featureLabel } from './feature-labels.ts';
import { accountOf, splitByEffect, sumByFamily } from './reason-sums.ts';
import type { FamilySum } from './reason-sums.ts';

export interface WhyPanelProps {
  explanation: Explanation;
  score: number;
  modelVersion: string;
}

/** Why a job stands where it stands: each family of reasons with its share, what is behind it, and the whole sum. */
export function WhyPanel({ explanation, score, modelVersion }: WhyPanelProps): ReactNode {
  const { active, silent } = splitByEffect(sumByFamily(explanation));
  const scale = Math.max(0, ...active.map((sum) => Math.abs(sum.value)));
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4 border-b pb-1.5 text-xs font-medium text-faint">
        <span>Reason</span>
        <span className="grid w-[46%] grid-cols-2 pr-[60px] text-center">
          <span className="text-left">against</span>
          <span className="text-right">for</span>
        </span>
      </div>
      <ul className="divide-y">
        {active.map((sum) => (
          <FamilyRow key={sum.family} sum={sum} scale={scale} />
        ))}
      </ul>
      {silent.length > 0 && (
        <p className="border-t py-2.5 text-sm text-faint">
          Without effect here: {silent.map((sum) => familyLabels[sum.family].toLowerCase()).join(', ')}
        </p>
      )}
      <Account explanation={explanation} score={score} modelVersion={modelVersion} />
    </div>
  );
}

function FamilyRow({ sum, scale }: { sum: FamilySum; scale: number }): ReactNode {
  return (
    <li>
      <details className="group">
        <summary className="-mx-2 flex list-none items-center gap-4 rounded-md px-2 py-2.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <span className="flex min-w-0 flex-1 items-start gap-1.5">
            <ChevronRight
              aria-hidden="true"
              className="mt-[3px] size-4 shrink-0 text-faint transition-transform duration-100 group-open:rotate-90"
            />
            <span className="min-w-0">
              <span className="block text-base font-medium">{familyLabels[sum.family]}</span>
              {sum.reason !== null && (
                <span className="block text-sm text-pretty text-muted">{sum.reason.text}</span>
              )}
            </span>
          </span>
          <span className="w-[46%] shrink-0">
            <DivergingBar value={sum.value} scale={scale} text={signed(sum.value)} />
          </span>
        </summary>
        <div className="pb-3 pl-[22px]">
          {sum.reason !== null && <EvidenceFacts evidence={sum.reason.evidence} />}
          <table className="mt-3 w-full text-sm">
            <caption className="sr-only">What makes up {familyLabels[sum.family].toLowerCase()}</caption>
            <tbody>
              {sum.parts.map((part) => (
                <tr key={part.feature}>
                  <th scope="row" className="py-0.5 pr-4 text-left font-normal text-muted">
                    {featureLabel(part.feature)}
                  </th>
                  <td className="py-0.5 text-right text-muted tabular-nums">{signed(part.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Correction family={sum.family} />
        </div>
      </details>
    </li>
  );
}

function Account({ explanation, score, modelVersion }: WhyPanelProps): ReactNode {
  const { base, plus, minus, margin } = accountOf(explanation);
  return (
    <div className="mt-3 rounded-lg bg-sunken px-4 py-3">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-1 text-left text-base font-medium">How it adds up</caption>
        <tbody>
          <Line name="Where every job starts" value={signed(base)} />
          <Line name="Reasons for" value={signed(plus)} />
          <Line name="Reasons against" value={signed(minus)} />
        </tbody>
        <tfoot className="border-t border-line-strong font-medium">
          <Line name="Sum" value={signed(margin)} isTotal />
          <Line name="Score, from 0 to 1" value={score.toFixed(2)} isTotal />
        </tfoot>
      </table>
      <p className="mt-2 text-sm text-pretty text-muted">
        The values are log-odds. The score orders your list; it is not the chance of getting the job, which is
        why you see a band and no percentage. Model {modelVersion}.
      </p>
    </div>
  );
}

function Line(props: { name: string; value: string; isTotal?: boolean }): ReactNode {
  const { name, value, isTotal = false } = props;
  return (
    <tr>
      <th scope="row" className={`py-0.5 text-left ${isTotal ? 'font-medium' : 'font-normal'}`}>
        {name}
      </th>
      <td className="py-0.5 text-right">{value}</td>
    </tr>
  );
}
