import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Place } from '@access/contracts/places';
import type { PreferredPlace } from '@access/contracts/profile';
import { IconButton } from '@access/ui/icon-button';
import { Select } from '@access/ui/select';

import { DEFAULT_RADIUS_KM, radiusChoices } from '../jobs/job-filter.ts';
import { PlacePicker } from '../places/place-picker.tsx';

const MAX_PLACES = 10;

/** Cities with a radius each. */
export function PreferredPlaces(props: {
  values: readonly PreferredPlace[];
  /** The same places by name, in the same order. */
  places: readonly Place[];
  onChange: (values: PreferredPlace[], places: Place[]) => void;
}): ReactNode {
  const { values, places, onChange } = props;
  return (
    <>
      <ul>
        {values.map((value, index) => (
          <li key={value.placeId} className="mb-2 flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{places[index]?.label ?? 'Unknown place'}</span>
            <div className="w-36">
              <Select
                aria-label={`Radius around ${places[index]?.name ?? 'this place'}`}
                value={String(value.radiusKm)}
                options={optionsFor(value.radiusKm)}
                onValueChange={(radius) =>
                  onChange(
                    values.map((other) =>
                      other.placeId === value.placeId ? { ...other, radiusKm: Number(radius) } : other,
                    ),
                    [...places],
                  )
                }
              />
            </div>
            <IconButton
              label={`Remove ${places[index]?.name ?? 'this place'}`}
              onClick={() =>
                onChange(
                  values.filter((_, other) => other !== index),
                  places.filter((_, other) => other !== index),
                )
              }
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      {values.length < MAX_PLACES && (
        <div className="max-w-sm">
          <PlacePicker
            isAdding
            label="Add a place"
            placeholder="Add a city"
            value=""
            onChange={(place) => {
              if (place === null || values.some((value) => value.placeId === place.id)) return;
              onChange([...values, { placeId: place.id, radiusKm: DEFAULT_RADIUS_KM }], [...places, place]);
            }}
          />
        </div>
      )}
    </>
  );
}

function optionsFor(current: number): { value: string; label: string }[] {
  return [...new Set<number>([...radiusChoices, current])]
    .sort((a, b) => a - b)
    .map((km) => ({ value: String(km), label: `within ${km} km` }));
}
