import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { Preferences, Profile } from '@access/contracts/profile';
import { RemovableChip, ToggleChip } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { useToast } from '@access/ui/toast';

import { jobTypeLabels, keysOf, remoteLabels } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { PreferredPlaces } from './preferred-places.tsx';
import { SalaryFloorForm } from './salary-floor-form.tsx';
import { TitlesForm } from './titles-form.tsx';
import { useUpdateProfile } from './use-update-profile.ts';

type Rule = 'jobTypes' | 'remoteOptions' | 'salaryFloor' | 'places';

const ruleLabels: Record<Rule, string> = {
  remoteOptions: 'Workplace',
  jobTypes: 'Job type',
  salaryFloor: 'Pay floor',
  places: 'Places',
};

/** What the person wants: dealbreakers, which exclude, apart from wishes, which weigh. Every change is saved at once. */
export function PreferencesSection({ profile }: { profile: Profile }): ReactNode {
  const { save, unblock } = useSavePreferences(profile);
  const { preferences } = profile;
  const rules = keysOf(ruleLabels);
  const dealbreakers = rules.filter((rule) => isDealbreaker(preferences, rule));
  const wishes = rules.filter((rule) => !isDealbreaker(preferences, rule));
  const row = (rule: Rule): ReactNode => <RuleRow key={rule} rule={rule} profile={profile} onSave={save} />;
  return (
    <Section title="Preferences" description="Changes are saved as you make them, and your list follows.">
      <h3 className="text-base font-semibold">Dealbreakers</h3>
      <p className="text-sm text-muted">
        A job known to break one never enters your list. One that does not say passes, and tells you so.
      </p>
      <div className="mt-2 divide-y rounded-lg border px-4">
        {dealbreakers.map(row)}
        {profile.blockedCompanies.length > 0 && (
          <div className="py-3.5">
            <p className="mb-2 font-medium">Companies you do not want</p>
            <ul className="flex flex-wrap gap-1.5">
              {profile.blockedCompanies.map((company) => (
                <li key={company.id}>
                  <RemovableChip removeLabel={`Allow ${company.name}`} onRemove={() => unblock(company.id)}>
                    {company.name}
                  </RemovableChip>
                </li>
              ))}
            </ul>
          </div>
        )}
        {dealbreakers.length + profile.blockedCompanies.length === 0 && (
          <p className="py-3 text-sm text-faint">None. Turn a wish below into one if it must hold.</p>
        )}
      </div>
      <h3 className="mt-6 text-base font-semibold">Wishes</h3>
      <p className="text-sm text-muted">They move jobs up or down, and never hide one.</p>
      <div className="mt-2 divide-y rounded-lg border px-4">
        <div className="py-3.5">
          <p className="mb-2 font-medium">Titles you look for</p>
          <TitlesForm
            titles={preferences.desiredTitles}
            onChange={(desiredTitles) => save({ ...preferences, desiredTitles })}
          />
        </div>
        {wishes.map(row)}
      </div>
    </Section>
  );
}

function isDealbreaker(preferences: Preferences, rule: Rule): boolean {
  return preferences[rule]?.isDealbreaker === true;
}

interface RuleRowProps {
  rule: Rule;
  profile: Profile;
  onSave: (preferences: Preferences, places?: Profile['preferredPlaces']) => void;
}

function RuleRow({ rule, profile, onSave }: RuleRowProps): ReactNode {
  const { preferences } = profile;
  const isHard = isDealbreaker(preferences, rule);
  const isSet =
    rule === 'salaryFloor' ? preferences.salaryFloor !== null : preferences[rule].values.length > 0;
  return (
    <div className="py-3.5">
      <div className="mb-2 flex min-h-7 items-center justify-between gap-4">
        <p className="font-medium">{ruleLabels[rule]}</p>
        {(isSet || isHard) && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => onSave(withDealbreaker(preferences, rule, !isHard))}
          >
            {isHard ? 'Make it a wish' : 'Make it a dealbreaker'}
          </Button>
        )}
      </div>
      <RuleControl rule={rule} profile={profile} onSave={onSave} />
    </div>
  );
}

function withDealbreaker(preferences: Preferences, rule: Rule, isHard: boolean): Preferences {
  if (rule === 'salaryFloor') {
    const floor = preferences.salaryFloor;
    return { ...preferences, salaryFloor: floor === null ? null : { ...floor, isDealbreaker: isHard } };
  }
  return { ...preferences, [rule]: { ...preferences[rule], isDealbreaker: isHard } };
}

function RuleControl({ rule, profile, onSave }: RuleRowProps): ReactNode {
  const { preferences } = profile;
  switch (rule) {
    case 'jobTypes':
      return (
        <Choices
          labels={jobTypeLabels}
          chosen={preferences.jobTypes.values}
          onChange={(values) => onSave({ ...preferences, jobTypes: { ...preferences.jobTypes, values } })}
        />
      );
    case 'remoteOptions':
      return (
        <Choices
          labels={remoteLabels}
          chosen={preferences.remoteOptions.values}
          onChange={(values) =>
            onSave({ ...preferences, remoteOptions: { ...preferences.remoteOptions, values } })
          }
        />
      );
    case 'salaryFloor':
      return (
        <SalaryFloorForm
          key={JSON.stringify(preferences.salaryFloor)}
          floor={preferences.salaryFloor}
          onChange={(salaryFloor) => onSave({ ...preferences, salaryFloor })}
        />
      );
    case 'places':
      return (
        <PreferredPlaces
          values={preferences.places.values}
          places={profile.preferredPlaces}
          onChange={(values, places) =>
            onSave({ ...preferences, places: { ...preferences.places, values } }, places)
          }
        />
      );
  }
}

function Choices<Key extends string>(props: {
  labels: Record<Key, string>;
  chosen: readonly Key[];
  onChange: (chosen: Key[]) => void;
}): ReactNode {
  return (
    <div className="flex flex-wrap gap-1.5">
      {keysOf(props.labels).map((key) => (
        <ToggleChip
          key={key}
          isOn={props.chosen.includes(key)}
          onChange={(isOn) =>
            props.onChange(isOn ? [...props.chosen, key] : props.chosen.filter((other) => other !== key))
          }
        >
          {props.labels[key]}
        </ToggleChip>
      ))}
    </div>
  );
}

/** Shows a change before it is saved, and goes back with a message when it is refused. */
function useSavePreferences(profile: Profile) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const update = useUpdateProfile();
  const key = trpc.profile.get.queryKey();
  const show = (change: Partial<Profile>): void => {
    queryClient.setQueryData(key, (held) =>
      held === undefined ? undefined : { ...held, profile: { ...held.profile, ...change } },
    );
  };
  const onError = (error: unknown): void => {
    show({
      preferences: profile.preferences,
      preferredPlaces: profile.preferredPlaces,
      blockedCompanies: profile.blockedCompanies,
    });
    toast.show({
      tone: 'failure',
      title: 'The preference was not saved',
      description: sentenceOf(readProblem(error)),
    });
  };
  return {
    save: (preferences: Preferences, preferredPlaces = profile.preferredPlaces) => {
      show({ preferences, preferredPlaces });
      update.mutate({ preferences }, { onError });
    },
    unblock: (companyId: string) => {
      const blockedCompanies = profile.blockedCompanies.filter((company) => company.id !== companyId);
      show({ blockedCompanies });
      update.mutate({ blockedCompanyIds: blockedCompanies.map((company) => company.id) }, { onError });
    },
  };
}
