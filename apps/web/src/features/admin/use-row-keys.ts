import { useHotkeys } from '../../lib/use-hotkeys.ts';

/** j and k, or the arrows from a row, move the focus from row to row of a table; Enter then follows the row's own link. */
export function useRowKeys(): void {
  const move = (step: number): void => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const isOnRow = (): boolean => document.activeElement?.matches('[data-row-link]') === true;
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => isOnRow() && (move(1), true),
    ArrowUp: () => isOnRow() && (move(-1), true),
  });
}
