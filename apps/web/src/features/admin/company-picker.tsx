import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { CompanyRef } from '@access/contracts/companies';
import { Combobox } from '@access/ui/combobox';

import { useTRPC } from '../../lib/trpc.ts';
import { useDebounced } from '../../lib/use-debounced.ts';

/** A company by typing a part of its name; leaving with other text goes back to the last choice. */
export function CompanyPicker(props: {
  /** The chosen company by name; empty for none. */
  value: string;
  onChange: (company: CompanyRef) => void;
}): ReactNode {
  const trpc = useTRPC();
  const [typed, setTyped] = useState<string | null>(null);
  const asked = useDebounced(typed?.trim() ?? '', 150);
  const companies = useQuery({
    ...trpc.companies.list.queryOptions({ q: asked, limit: 8 }, { staleTime: 60_000 }),
    enabled: asked !== '',
  });
  const items = asked === '' ? [] : (companies.data?.items ?? []);
  return (
    <Combobox
      placeholder="Part of its name"
      query={typed ?? props.value}
      onQueryChange={setTyped}
      items={items.map(({ id, name, location }) => ({
        key: id,
        label: name,
        ...(location === null ? {} : { detail: location }),
      }))}
      isLoading={companies.isFetching || asked !== (typed?.trim() ?? '')}
      emptyText={companies.isError ? 'Companies cannot be looked up right now' : 'No company of this name'}
      onSelect={(key) => {
        const company = items.find(({ id }) => id === key);
        setTyped(null);
        if (company !== undefined) props.onChange(company);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
