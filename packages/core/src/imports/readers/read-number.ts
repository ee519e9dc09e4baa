/**
 * A number as written in any country: "27,373.50", "27.373,50", "27 373", "27'373". Of two kinds of separator the last is the decimal one;
 * a single kind parts thousands where every group behind it has three digits. Null for anything else.
 */
export function readNumber(written: string): number | null {
  const text = written.replaceAll(/[ '’]/g, '').replace(/[.,]+$/, '');
  if (!/^\d[\d.,]*$/.test(text) || text.length > 18) return null;
  const decimal = decimalSeparator(text);
  const plain = decimal === null ? text.replaceAll(/[.,]/g, '') : withPoint(text, decimal);
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

function decimalSeparator(text: string): ',' | '.' | null {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  if (comma < 0 && point < 0) return null;
  const separator = comma >= 0 ? ',' : '.';
  const [, ...groups] = text.split(separator);
  return groups.every((group) => group.length === 3) ? null : separator;
}

const withPoint = (text: string, decimal: ',' | '.'): string => {
  const at = text.lastIndexOf(decimal);
  return `${text.slice(0, at).replaceAll(/[.,]/g, '')}.${text.slice(at + 1)}`;
};
