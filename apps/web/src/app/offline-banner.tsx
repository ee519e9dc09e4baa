import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
};

/** Says that the connection is gone; what is on the page stays readable. */
export function OfflineBanner(): ReactNode {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (isOnline) return null;
  return (
    <p role="status" className="border-b border-minus bg-minus-soft px-4 py-2 text-center text-sm">
      You are offline. What you see may be old; changes need a connection.
    </p>
  );
}
