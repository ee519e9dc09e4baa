import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { doubtfulWords, highlight, wantedWords, type ShownTexts } from './highlight.ts';

const none: ShownTexts = { title: '', skills: [], description: '' };
/** A stem is what is left without the usual endings. */
const stem = (word: string): string[] => [word.toLowerCase().replace(/(?:ing|ers?|es|s|e)$/, '')];
const marked = (texts: Partial<ShownTexts>, ...lexemes: string[]) => {
  const all = { ...none, ...texts };
  const wanted = wantedWords(lexemes);
  const stems = new Map(doubtfulWords(all, wanted).map((word) => [word, stem(word)]));
  return highlight(all, wanted, stems).map(({ field, text, ranges }) => ({
    field,
    text,
    words: ranges.map(([start, end]) => text.slice(start, end)),
  }));
};

describe('highlight', () => {
  it('marks every form of a word, and nothing that merely begins alike', () => {
    expect(marked({ title: 'Nurse for nursing nurses (nursery)' }, 'nurs')).toEqual([
      { field: 'title', text: 'Nurse for nursing nurses (nursery)', words: ['Nurse', 'nursing', 'nurses'] },
    ]);
  });

  it('marks names with signs, and IT in capitals alone', () => {
    expect(
      marked({ title: 'C++, C# and .NET in IT; it fits' }, 'cplusplus', 'csharp', 'dotnet', 'infotech'),
    ).toMatchObject([{ words: ['C++', 'C#', '.NET', 'IT'] }]);
  });

  it('names the skills that match and no others', () => {
    expect(marked({ skills: ['Python', 'Patient care', 'Python testing'] }, 'python')).toEqual([
      { field: 'skills', text: 'Python, Python testing', words: ['Python', 'Python'] },
    ]);
  });

  it('shows the place where most of the words stand together', () => {
    const filler = 'Nothing to see in this part of the text. '.repeat(20);
    const description = `A data team. ${filler}You build pipelines for data in Python.\nMuch more follows here. ${filler}`;
    const [found] = marked({ description }, 'data', 'python', 'pipelin');
    expect(found?.words).toEqual(['pipelines', 'data', 'Python']);
    expect(found?.text).toMatch(/^….*Python\. Much more.*…$/);
    expect(found?.text.length).toBeLessThan(260);
  });

  it('is silent where no word is found', () => expect(marked({ description: 'Weld' }, 'nurs')).toEqual([]));

  it('keeps ranges on the words in any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('nurse', 'x', '\n', '  ', 'é', '😀', '…', 'Nurses,', 'word'.repeat(20))),
        (parts) => {
          for (const { words } of marked({ description: parts.join(' ') }, 'nurs')) {
            expect(words.length).toBeGreaterThan(0);
            for (const word of words) expect(word).toMatch(/^nurses?$/i);
          }
        },
      ),
    );
  });
});
