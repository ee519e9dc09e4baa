/** No marker and no entity that matters is longer than this. */
const LONGEST_MARKER = 40;

/**
 * Makes the ampersands that feeds forget to escape ("AT&T") into entities, so that a parser of XML reads them as text. What stands
 * in CDATA sections stays as it is. Takes a file piece by piece and holds back what may go on in the next one.
 */
export function createAmpersandEscaper(): { push(text: string): string; end(): string } {
  let rest = '';
  let isInCdata = false;
  const take = (text: string, limit: number): string => {
    const marker = /<!\[CDATA\[|&(?!#?\w{1,31};)/g;
    let out = '';
    let at = 0;
    while (at < limit) {
      marker.lastIndex = at;
      const found = isInCdata ? text.indexOf(']]>', at) : (marker.exec(text)?.index ?? -1);
      if (found < 0 || found >= limit) {
        out += text.slice(at, limit);
        at = limit;
      } else if (isInCdata || text.startsWith('<', found)) {
        const end = found + (isInCdata ? 3 : 9);
        out += text.slice(at, end);
        at = end;
        isInCdata = !isInCdata;
      } else {
        out += `${text.slice(at, found)}&amp;`;
        at = found + 1;
      }
    }
    rest = text.slice(at);
    return out;
  };
  return {
    push: (piece) => {
      const text = rest + piece;
      return take(text, Math.max(0, text.length - LONGEST_MARKER));
    },
    end: () => take(rest, rest.length),
  };
}
