import { useEffect, useRef } from 'react';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Enter and Space belong to the control that has the focus. Links take no Space. */
const isControlKey = (event: KeyboardEvent): boolean => {
  if (!(event.target instanceof HTMLElement) || !['Enter', ' '].includes(event.key)) return false;
  const controls = 'button, summary, [role="tab"], [role="option"]';
  return event.target.closest(event.key === 'Enter' ? `a, ${controls}` : controls) !== null;
};

/**
 * Single-key shortcuts of a page; silent while a person types, in a window, or with a modifier held. An action that
 * answers false leaves the key to the browser.
 */
export function useHotkeys(keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (takesText(event.target) || isControlKey(event)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
      const action = latest.current[event.key];
      if (action === undefined) return;
      if (action() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
