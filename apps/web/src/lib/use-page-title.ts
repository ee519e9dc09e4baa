import { useEffect } from 'react';

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Access' ? 'Access: jobs that fit, with reasons' : `${title} · Access`;
  }, [title]);
}
