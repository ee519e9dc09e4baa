import type { JobType, RemoteOption } from '@access/contracts/enums';
import { CompanyId, SkillId } from '@access/contracts/ids';
import type { SalaryFloor } from '@access/contracts/profile';
import type { Counterfactual, MatchBand, ProfileChange } from '@access/contracts/recommendations';
import type { Counterfactual as Replayed } from '@access/ml/engine';

import type { PersonMasks } from './masks.ts';
import { writePay } from './write-pay.ts';

/** The person's floor, and the steps in which a lower one is named: two significant figures of their own. */
export interface NamedFloor extends Pick<SalaryFloor, 'amount' | 'currency' | 'period'> {
  readonly step: number;
  /** One step in US dollars a year. */
  readonly stepYearly: number;
}

/** Scales a step before it is converted, so that rounding to cents does not add up over many steps. */
const PRECISION = 10_000;

/** How a lower floor would be named; null without a floor, or in a currency without a rate. */
export function floorOf({
  preferences: { salaryFloor },
  toYearlyUsd,
}: Pick<PersonMasks, 'preferences' | 'toYearlyUsd'>): NamedFloor | null {
  if (salaryFloor === null || salaryFloor.amount <= 0) return null;
  const { amount, currency, period } = salaryFloor;
  const step = Math.max(1, 10 ** (Math.floor(Math.log10(amount)) - 1));
  const yearly = toYearlyUsd(step * PRECISION, currency, period);
  return yearly === null ? null : { amount, currency, period, step, stepYearly: yearly / PRECISION };
}

/** What was replayed, in the shape of the contract and in words. */
export function wordCounterfactual(
  { goal, changes, score, band }: Replayed,
  today: { readonly score: number; readonly floor: NamedFloor | null },
): Counterfactual {
  const named = changes.flatMap((change) => nameChange(change, today.floor) ?? []);
  const text = `With ${listed(inWords(named))} ${outcomeOf({ goal, score, band }, today.score)}`;
  return { goal, changes: named, score, band, text };
}

function nameChange(change: Replayed['changes'][number], floor: NamedFloor | null): ProfileChange | null {
  switch (change.kind) {
    case 'add_skill':
    case 'raise_skill': {
      const { kind, from, to } = change;
      const skill = { id: SkillId.parse(change.skill.id), name: change.skill.name };
      return kind === 'add_skill' ? { kind, skill, to } : { kind, skill, from, to };
    }
    case 'widen_radius': {
      const { placeName, fromKm, toKm } = change;
      return { kind: 'widen_radius', placeName, fromKm, toKm };
    }
    case 'lower_salary_floor': {
      if (floor === null) return null;
      const { amount: from, currency, period, step, stepYearly } = floor;
      const to = Math.round(change.toYearly / stepYearly) * step;
      return { kind: 'lower_salary_floor', from, to, currency, period };
    }
    case 'unblock_company':
      return {
        kind: 'unblock_company',
        companyId: CompanyId.parse(change.companyId),
        companyName: change.companyName,
      };
    case 'take_back_dismissal':
      return { kind: 'take_back_dismissal' };
    case 'accept_job_type':
    case 'accept_remote_option':
    case 'want_title':
      return change;
  }
}

const LEVELS: Readonly<Record<number, string>> = {
  1: 'beginner',
  2: 'intermediate',
  3: 'advanced',
  4: 'expert',
};
const JOB_TYPES: Readonly<Record<JobType, string>> = {
  full_time: 'full-time work',
  part_time: 'part-time work',
  contract: 'contract work',
  internship: 'internships',
};
const WORKPLACES: Readonly<Record<RemoteOption, string>> = {
  on_site: 'work on site',
  hybrid: 'hybrid work',
  remote: 'remote work',
};

/** The changes as objects of "with"; skills to add at one level are named together. */
function inWords(changes: readonly ProfileChange[]): string[] {
  const added = changes.filter((change) => change.kind === 'add_skill');
  const isOneLevel = new Set(added.map(({ to }) => to)).size === 1;
  const [first] = added;
  if (first === undefined || !isOneLevel) return changes.map(wordsOf);
  const together = `${listed(added.map(({ skill }) => skill.name))} at ${LEVELS[first.to] ?? ''} level`;
  return [together, ...changes.filter(({ kind }) => kind !== 'add_skill').map(wordsOf)];
}

/** A change as the object of "with". */
function wordsOf(change: ProfileChange): string {
  switch (change.kind) {
    case 'add_skill':
      return `${change.skill.name} at ${LEVELS[change.to] ?? ''} level`;
    case 'raise_skill':
      return `your ${change.skill.name} at ${LEVELS[change.to] ?? ''} level`;
    case 'widen_radius':
      return `a radius of ${change.toKm} km around ${change.placeName ?? 'your place'} instead of ${change.fromKm}`;
    case 'lower_salary_floor': {
      const { from, to, currency, period } = change;
      return `a pay floor of ${writePay(to, currency, period)} instead of ${writePay(from, currency, period)}`;
    }
    case 'accept_job_type':
      return `${JOB_TYPES[change.jobType]} accepted`;
    case 'accept_remote_option':
      return `${WORKPLACES[change.remoteOption]} accepted`;
    case 'want_title':
      return `“${change.title}” among the titles you look for`;
    case 'unblock_company':
      return `${change.companyName} unblocked`;
    case 'take_back_dismissal':
      return 'your dismissal taken back';
  }
}

const ARTICLES: Readonly<Record<MatchBand, string>> = {
  strong: 'a strong match',
  good: 'a good match',
  fair: 'a fair match',
  low: 'a low match',
};

function outcomeOf({ goal, score, band }: Pick<Replayed, 'goal' | 'score' | 'band'>, today: number): string {
  switch (goal) {
    case 'listed':
      return `nothing hides this job any more; it would be ${ARTICLES[band]}`;
    case 'better_band':
      return `this becomes ${ARTICLES[band]}`;
    case 'higher_score':
      return `the score rises from ${today.toFixed(2)} to ${score.toFixed(2)}; it stays ${ARTICLES[band]}`;
  }
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
