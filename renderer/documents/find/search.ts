import { mostHits, searchText, type TextHit } from '../../editor/text-matches.ts';
import type { Matches } from '../../editor/text-pattern.ts';
import type { SearchGroup, SearchText } from './search-texts.ts';

/** One match in one of several texts. */
export interface SearchHit extends TextHit {
  readonly id: number;
  readonly group: SearchGroup;
  readonly text: SearchText;
}

/** Every match in the texts, in the order of the groups, at most `mostHits` in all. */
export function* searchAll(groups: readonly SearchGroup[], matches: Matches): Generator<readonly SearchHit[], void> {
  let id = 0;
  for (const group of groups) {
    for (const text of group.texts) {
      for (const found of searchText(text.text, matches)) {
        yield found.slice(0, mostHits - id).map((hit) => ({ ...hit, id: id++, group, text }));
        if (id >= mostHits) return;
      }
    }
  }
}
