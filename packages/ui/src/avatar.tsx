import { useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';

import { classNames } from './class-names.ts';

// Hues far enough apart to tell neighbours in a list from each other; lightness and chroma stay calm.
const hues = [168, 205, 250, 290, 330, 20, 60, 110];

/** Two letters that stand for a person or company. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\-/&.,]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  const text = letters.map((word) => Array.from(word ?? '')[0] ?? '').join('');
  return (text === '' ? '?' : text).toLocaleUpperCase();
}

const hueOf = (name: string): number => {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return hues[sum % hues.length] ?? 168;
};

export interface AvatarProps {
  name: string;
  /** Edge in pixels. */
  size?: 24 | 32 | 40 | 48 | 64;
  shape?: 'round' | 'square';
  /** A picture to show instead; the initials stay where it does not arrive. */
  imageUrl?: string | null;
}

/** A picture, or initials on a quiet colour of their own, in a place of fixed size; companies are square, people round. */
export function Avatar({ name, size = 40, shape = 'square', imageUrl = null }: AvatarProps): ReactNode {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  if (imageUrl !== null && imageUrl !== failedUrl) {
    return (
      <img
        src={imageUrl}
        alt=""
        width={size}
        height={size}
        loading="lazy"
        decoding="async"
        onError={() => setFailedUrl(imageUrl)}
        style={{ width: size, height: size }}
        className={classNames(
          // Logos are drawn for paper: their ground is white in both themes.
          'shrink-0 border bg-[#fff] object-contain',
          size > 32 ? 'p-1' : 'p-0.5',
          shape === 'round' ? 'rounded-full' : 'rounded-lg',
        )}
      />
    );
  }
  return <Initials name={name} size={size} shape={shape} />;
}

function Initials({ name, size, shape }: Required<Omit<AvatarProps, 'imageUrl'>>): ReactNode {
  const style: CSSProperties & { '--hue': number } = {
    width: size,
    height: size,
    fontSize: size * 0.36,
    '--hue': hueOf(name),
  };
  return (
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      style={style}
      className={classNames(
        // Drawn by the style sheet: initials are a picture of the name beside them, not text to be read.
        'grid before:content-[attr(data-initials)] shrink-0 place-items-center font-semibold select-none',
        'bg-[oklch(0.948_0.024_var(--hue))] text-[oklch(0.43_0.07_var(--hue))]',
        'dark:bg-[oklch(0.3_0.035_var(--hue))] dark:text-[oklch(0.86_0.07_var(--hue))]',
        shape === 'round' ? 'rounded-full' : 'rounded-lg',
      )}
    />
  );
}
