import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';

import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { PlacePicker } from '../places/place-picker.tsx';
import { changeFilter, DEFAULT_RADIUS_KM, radiusChoices } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';

/** Words, place and radius; "/" jumps into it. */
export function SearchForm(props: { url: JobsUrl; onChange: (next: JobsUrl) => void }): ReactNode {
  const { url, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(url.q ?? '');
  const [shown, setShown] = useState(url.q);
  // The address changed by itself (back, a link): what stands in the field follows it.
  if (shown !== url.q) {
    setShown(url.q);
    setWords(url.q ?? '');
  }
  useHotkeys({ '/': () => input.current?.focus() });
  return (
    <form
      role="search"
      className="flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(changeFilter(url, { q: words }));
      }}
    >
      <div className="min-w-0 flex-1 max-md:basis-[calc(100%-6rem)]">
        <Input
          ref={input}
          type="search"
          aria-label="Title, skill or company"
          placeholder="Title, skill or company"
          icon={<Search />}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </div>
      <div className="w-60 min-w-0 max-md:order-1 max-md:flex-1 max-md:basis-1/2">
        <PlacePicker
          label="Place"
          placeholder="Any place"
          value={url.place ?? ''}
          onChange={(place) =>
            onChange(
              changeFilter(url, {
                placeId: place?.id,
                place: place?.label,
                ...(place === null ? { radius: undefined } : {}),
              }),
            )
          }
        />
      </div>
      {url.placeId !== undefined && (
        <div className="w-36 max-md:order-1">
          <Select
            aria-label="Radius"
            value={String(url.radius ?? DEFAULT_RADIUS_KM)}
            onValueChange={(value) => onChange(changeFilter(url, { radius: Number(value) }))}
            options={radiusOptions(url.radius)}
          />
        </div>
      )}
      <Button type="submit" variant="primary">
        Search
      </Button>
    </form>
  );
}

/** The usual radii, and the one of the address if it is another. */
function radiusOptions(current: number | undefined): { value: string; label: string }[] {
  const all = new Set<number>([...radiusChoices, current ?? DEFAULT_RADIUS_KM]);
  return [...all].sort((a, b) => a - b).map((km) => ({ value: String(km), label: `within ${km} km` }));
}
