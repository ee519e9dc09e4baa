/** What a source states of a job for which it gives no text. */
export interface StatedFacts {
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
  /** Further facts under the source's own names, such as a department. */
  readonly further: ReadonlyArray<readonly [name: string, value: string]>;
}

/** Facts longer than this are texts; they have no place in a statement of facts. */
const LONGEST_FACT = 300;

/** The description of a posting without a text: what its source states, each fact on a line, and nothing else. Sanitised HTML. */
export function composeDescription({ title, companyName, location, further }: StatedFacts): string {
  const head = [title, companyName, ...(location === null ? [] : [location])].map(escapeHtml).join('<br />');
  const facts = further
    .filter(([, value]) => value.length <= LONGEST_FACT)
    .map(([name, value]) => `<li>${escapeHtml(name)}: ${escapeHtml(value)}</li>`);
  return `<p>${head}</p>${facts.length === 0 ? '' : `<ul>${facts.join('')}</ul>`}`;
}

/**
 * The text of a posting without the head of a composed description, or all of it where the source gave a text. Company and place are no words on
 * the work: GitLab asks for no GitLab, and who works in the Czech Republic need not speak Czech.
 */
export function factsBeyondHead(
  text: string,
  { title, companyName, locationText }: { title: string; companyName: string; locationText: string | null },
): string {
  const lines = text.split('\n').map((line) => line.trim());
  if (lines[0] !== title.trim() || lines[1] !== companyName.trim()) return text;
  return lines.slice(lines[2] === locationText?.trim() ? 3 : 2).join('\n');
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
