import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { FileDrop } from '@access/ui/file-drop';
import { Input } from '@access/ui/input';

import { usePageTitle } from '../../lib/use-page-title.ts';
import { useSession } from '../auth/use-session.ts';
import { usePendingResume } from '../resumes/pending-resume.tsx';
import { refusalOf, RESUME_ACCEPT, RESUME_HINT } from '../resumes/resume-file.ts';
import { ExampleMatch } from './example-match.tsx';

/** What Access is, with the two ways in: a search, and a résumé. */
export function LandingPage(): ReactNode {
  usePageTitle('Access');
  return (
    <>
      <div className="mx-auto grid w-full max-w-[1140px] items-center gap-x-16 gap-y-14 px-4 pt-12 pb-20 sm:px-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:pt-24 lg:pb-28">
        <div>
          <h1 className="text-display font-semibold tracking-[-0.03em]">
            Jobs that fit, and the reasons why
          </h1>
          <p className="mt-5 max-w-[46ch] text-lg text-pretty text-muted">
            Access reads your résumé, ranks open jobs by how well they fit you, and shows what speaks for each
            one and what speaks against it.
          </p>
          <div className="mt-8 flex max-w-[520px] flex-col gap-3">
            <HeroSearch />
            <HeroResume />
          </div>
        </div>
        <ExampleMatch />
      </div>
      <Points />
      <Footer />
    </>
  );
}

function HeroSearch(): ReactNode {
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  return (
    <form
      role="search"
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const q = words.trim();
        void navigate({ to: '/jobs', search: q === '' ? {} : { q } });
      }}
    >
      <div className="min-w-0 flex-1">
        <Input
          type="search"
          size="lg"
          aria-label="Title, skill or company"
          placeholder="Title, skill or company"
          icon={<Search />}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <span className="grid [&>button]:h-12">
        <Button type="submit" variant="primary" size="lg">
          Search
        </Button>
      </span>
    </form>
  );
}

function HeroResume(): ReactNode {
  const navigate = useNavigate();
  const { user } = useSession();
  const { hold } = usePendingResume();
  const [error, setError] = useState<string>();
  return (
    <FileDrop
      isCompact
      label="Or drop your résumé here"
      hint={RESUME_HINT}
      accept={RESUME_ACCEPT}
      error={error}
      onFile={(file) => {
        const refusal = refusalOf(file);
        setError(refusal ?? undefined);
        if (refusal !== null) return;
        hold(file);
        void navigate({ to: user === null ? '/sign-up' : '/welcome' });
      }}
    />
  );
}

const points = [
  {
    title: 'You confirm what was read',
    text: 'Every line taken from the résumé is shown with the place it was found. Accept it, change it or skip it. Nothing is made up.',
  },
  {
    title: 'Dealbreakers hold',
    text: 'Set a pay floor, a radius or remote only, and no job known to break it enters your list. Wishes weigh; they never exclude.',
  },
  {
    title: 'It listens at once',
    text: 'Like or dismiss a job and the list follows within a second. Undo works just as fast.',
  },
  {
    title: 'Off means off',
    text: 'Switch recommendations off and nothing is computed about you. Search goes on working.',
  },
] as const;

function Points(): ReactNode {
  return (
    <section aria-label="How it works" className="border-y bg-surface">
      <ul className="mx-auto grid w-full max-w-[1140px] gap-x-10 gap-y-8 px-4 py-14 sm:grid-cols-2 sm:px-6 lg:grid-cols-4">
        {points.map((point) => (
          <li key={point.title}>
            <h2 className="text-md font-semibold">{point.title}</h2>
            <p className="mt-1.5 text-base text-pretty text-muted">{point.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Footer(): ReactNode {
  return (
    <footer className="mx-auto flex w-full max-w-[1140px] flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-8 text-sm text-muted sm:px-6">
      <p>Access is open source under the MIT licence and runs on your own server.</p>
      <a href="/api/docs" className="underline-offset-2 hover:text-ink hover:underline">
        API documentation
      </a>
    </footer>
  );
}
