/** What a browser noticed while a page was open. */
export interface Observed {
  /** Milliseconds until the largest element was painted. */
  lcpMs: number;
  /** Sum of the layout shifts that nobody asked for; a generous reading of CLS, which takes the worst window alone. */
  cls: number;
  /** The slowest answer to a key or press, in milliseconds; null when there was none. */
  inpMs: number | null;
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

interface EventTiming extends PerformanceEntry {
  interactionId: number;
}

declare global {
  interface Window {
    observed: Observed;
  }
}

/** Runs in the page before anything of it: collects into `window.observed`. */
export function startObserving(): void {
  const observed: Observed = { lcpMs: 0, cls: 0, inpMs: null };
  window.observed = observed;
  const isShift = (entry: PerformanceEntry): entry is LayoutShift => 'hadRecentInput' in entry;
  const isEvent = (entry: PerformanceEntry): entry is EventTiming => 'interactionId' in entry;
  const watch = (options: PerformanceObserverInit, read: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({
      buffered: true,
      ...options,
    });
  watch({ type: 'largest-contentful-paint' }, (entry) => {
    observed.lcpMs = entry.startTime;
  });
  watch({ type: 'layout-shift' }, (entry) => {
    if (isShift(entry) && !entry.hadRecentInput) observed.cls += entry.value;
  });
  const events = { type: 'event', durationThreshold: 16 };
  watch(events, (entry) => {
    if (isEvent(entry) && entry.interactionId > 0)
      observed.inpMs = Math.max(observed.inpMs ?? 0, entry.duration);
  });
}
