/**
 * Which of the readings of a text is Vietnamese. Old fonts drew Vietnamese letters over the places of Latin-1, so that a
 * text alone does not say how it was typed; that its words are Vietnamese syllables in one reading only does.
 */
import {
  decodeLegacy,
  hasOldLetters,
  isUnicodeVietnamese,
  LEGACY_ENCODINGS,
  type LegacyEncoding,
} from './legacy-encoding.js';

const ONSET = '(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?';
const VOWELS =
  '(?:iêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uya|uyê|uyu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])';
const CODA = '(?:ch|ng|nh|[cmnpt])?';
const SYLLABLE = new RegExp(`^${ONSET}${VOWELS}${CODA}$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** Spaces, digits and the punctuation of ASCII: old letters stand on signs, so signs of Latin-1 part no words. */
const BETWEEN_WORDS = /[\s\d!-/:-@[-`{-~]+/u;
const HIGH = /[\u00a1-\u00ff]/;

/** True for one syllable as Vietnamese is spelled, in Unicode; case does not matter. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD');
  const tones = apart.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(apart.replace(TONES, '').normalize('NFC'));
}

/** Words of a text that hold more than ASCII. */
function markedWords(text: string): string[] {
  return text.split(BETWEEN_WORDS).filter((word) => /[^\0-\x7f]/.test(word));
}

function syllablesIn(texts: readonly string[]): { readonly words: number; readonly good: number } {
  const words = texts.flatMap(markedWords);
  return { words: words.length, good: words.filter(isSyllable).length };
}

/** Share of the marked words that are Vietnamese, 0 to 1; 1 for texts without any. */
export function vietnameseShare(texts: readonly string[]): number {
  const { words, good } = syllablesIn(texts);
  return words === 0 ? 1 : good / words;
}

/** This share of the words must be Vietnamese in a reading before it is believed: names of firms are not. */
const MOST_WORDS = 0.7;

/**
 * The old encoding in which texts that stand together (a line of a table) are Vietnamese; null when they are well as they
 * stand, or make no sense in any. Texts with real Vietnamese letters are not asked.
 * @param suspected an old encoding was met beside them, so that texts without any telling letter are asked too
 */
export function oldEncodingOf(texts: readonly string[], suspected = false): LegacyEncoding | null {
  const asked = texts.filter((text) => HIGH.test(text) && !isUnicodeVietnamese(text));
  if (asked.length === 0 || !(suspected || asked.some(hasOldLetters))) return null;
  const asWritten = syllablesIn(asked);
  let best: LegacyEncoding | null = null;
  let most = asWritten.good;
  for (const encoding of LEGACY_ENCODINGS) {
    const { words, good } = syllablesIn(asked.map((text) => decodeLegacy(text, encoding)));
    if (good > most && good >= words * MOST_WORDS) {
      best = encoding;
      most = good;
    }
  }
  return best;
}
