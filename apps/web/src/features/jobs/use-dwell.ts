import { useEffect } from 'react';

/** Counts the seconds a posting is in sight; hidden tabs do not count. */
export function createDwellClock(now: () => number): {
  see: () => void;
  hide: () => void;
  seconds: () => number;
} {
  let seenMs = 0;
  let since: number | null = null;
  const hide = (): void => {
    if (since !== null) seenMs += now() - since;
    since = null;
  };
  return {
    see: () => {
      since ??= now();
    },
    hide,
    seconds: () => Math.round((seenMs + (since === null ? 0 : now() - since)) / 100) / 10,
  };
}

/** Tells the server, on leaving, how long a posting was read; under one second is passing by and is not told. */
export function useDwell(jobId: string | undefined, listId: string | undefined): void {
  useEffect(() => {
    if (jobId === undefined) return undefined;
    const clock = createDwellClock(() => performance.now());
    let isSent = false;
    const send = (): void => {
      clock.hide();
      const seconds = clock.seconds();
      if (isSent || seconds < 1) return;
      isSent = true;
      const body = JSON.stringify(listId === undefined ? { seconds } : { seconds, listId });
      navigator.sendBeacon(
        `/api/v1/jobs/${encodeURIComponent(jobId)}/views`,
        new Blob([body], { type: 'application/json' }),
      );
    };
    const follow = (): void => {
      if (document.visibilityState === 'visible') clock.see();
      else clock.hide();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', send);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', send);
      send();
    };
  }, [jobId, listId]);
}
