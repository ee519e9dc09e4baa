import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Place } from '@access/contracts/places';
import { Combobox } from '@access/ui/combobox';

import { useTRPC } from '../../lib/trpc.ts';
import { useDebounced } from '../../lib/use-debounced.ts';

export interface PlacePickerProps {
  /** The chosen place by name; empty for none. */
  value: string;
  onChange: (place: Place | null) => void;
  /** Names the control where no field does. */
  label?: string;
  placeholder?: string;
  /** Empties itself after a choice, to take the next one. */
  isAdding?: boolean;
}

/** A city by typing its first letters; leaving with other text goes back to the last choice. */
export function PlacePicker(props: PlacePickerProps): ReactNode {
  const { value, onChange, isAdding = false } = props;
  const trpc = useTRPC();
  const [typed, setTyped] = useState<string | null>(null);
  const asked = useDebounced(typed?.trim() ?? '', 150);
  const places = useQuery({
    ...trpc.places.search.queryOptions({ q: asked, limit: 8 }, { staleTime: 600_000 }),
    enabled: asked !== '',
  });
  const items = asked === '' ? [] : (places.data?.items ?? []);
  return (
    <Combobox
      {...(props.label === undefined ? {} : { label: props.label })}
      placeholder={props.placeholder ?? 'City'}
      query={typed ?? value}
      onQueryChange={setTyped}
      items={items.map((place) => ({ key: String(place.id), label: place.label }))}
      isLoading={places.isFetching || asked !== (typed?.trim() ?? '')}
      emptyText={places.isError ? 'Places cannot be looked up right now' : 'No city of this name'}
      onSelect={(key) => {
        const place = items.find((candidate) => String(candidate.id) === key);
        setTyped(null);
        if (place !== undefined) onChange(place);
      }}
      onBlur={() => {
        if (typed?.trim() === '' && value !== '' && !isAdding) onChange(null);
        setTyped(null);
      }}
    />
  );
}
