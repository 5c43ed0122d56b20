import type { FilerKind } from '#lib/forms';
import { matchKey, type PeriodCode, searchKey } from '#lib/kernel';
import { type Law, readProvinceCode, type Territory } from '#lib/law';
import type { UnitDirectory } from './unit.js';

/** A name as it may stand behind a word for its kind. */
interface Named {
  readonly code: string;
  readonly key: string;
}

const PROVINCE_WORDS = '(?:tỉnh|thành phố|tp|sở công thương|sct)';
const PROVINCE_WORDS_UNMARKED = searchKey(PROVINCE_WORDS);
const COMMUNE_WORDS = '(?:xã|phường|đặc khu|thị trấn|ubnd|uỷ ban nhân dân)';

/**
 * Names and codes from the territory of the law data. The territory is loaded at the first question,
 * because most checks need none.
 */
export function unitDirectory(load: () => Territory, law: Law): UnitDirectory {
  let loaded: Territory | null = null;
  let communes: readonly (Named & { readonly province: string })[] | null = null;
  const territory = (): Territory => {
    loaded ??= load();
    return loaded;
  };
  /** Last day of what the period counts; without a period, a day on which today's units hold. */
  const dayOf = (period: PeriodCode | null): string =>
    (period === null ? undefined : law.dataWindow(period)?.to) ?? territory().inForceFrom;
  const communeNames = (): readonly (Named & { readonly province: string })[] => {
    communes ??= territory().communes.flatMap((c) =>
      namesOf(c).map((name) => ({ code: c.code, province: c.provinceCode, key: matchKey(name) })),
    );
    return communes;
  };

  const province = (text: string, period: PeriodCode | null): string | null => {
    const t = territory();
    const isFormer = dayOf(period) < t.inForceFrom;
    const rows = isFormer
      ? t.oldProvinces.map((p) => ({ code: p.code, names: [p.name] }))
      : t.provinces.map((p) => ({ code: p.code, names: namesOf(p) }));
    const named = rows.flatMap((p) => p.names.map((name) => ({ code: p.code, key: matchKey(name) })));
    const sure = longest(textKey(text), named, PROVINCE_WORDS);
    // Without marks, and with the marks misplaced ("Đăk Lăk"), the 34 and the 63 names still differ.
    return onlyOne(
      sure.length > 0 ? sure : longest(` ${searchKey(textKey(text))} `, named.map(unmarked), PROVINCE_WORDS_UNMARKED),
    );
  };

  const commune = (text: string, period: PeriodCode | null): string | null => {
    if (dayOf(period) < territory().inForceFrom) return null;
    const inProvince = province(text, period);
    const pool = inProvince === null ? communeNames() : communeNames().filter((c) => c.province === inProvince);
    return onlyOne(longest(textKey(text), pool, COMMUNE_WORDS));
  };

  const formerName = (text: string, period: PeriodCode | null): string | null => {
    const t = territory();
    if (dayOf(period) < t.inForceFrom) return null;
    const current = new Set(t.provinces.flatMap(namesOf));
    const former = t.oldProvinces.filter((p) => !current.has(p.name));
    const [found] = longest(
      textKey(text),
      former.map((p) => ({ code: p.name, key: matchKey(p.name) })),
      PROVINCE_WORDS,
    );
    return found?.code ?? null;
  };

  return {
    formerName,
    resolve(text, kind, period) {
      if (kind === 'province') return province(text, period);
      return kind === 'commune' ? commune(text, period) : null;
    },
    nameOf(code: string, kind: FilerKind, period) {
      const day = dayOf(period);
      if (kind === 'province') return readProvinceCode(territory(), code, day)?.name ?? null;
      // Communes of before July 2025 are not in the data: nothing can be held against such a code.
      if (day < territory().inForceFrom) return code;
      return territory().communes.find((c) => c.code === code)?.name ?? null;
    },
  };
}

function namesOf(row: { readonly name: string; readonly nameAlt: string | null }): string[] {
  return row.nameAlt === null ? [row.name] : [row.name, row.nameAlt];
}

/** The motto of every letterhead holds the word for commune and is no place. */
function textKey(text: string): string {
  return ` ${matchKey(text).replace(matchKey('xã hội chủ nghĩa việt nam'), '')} `;
}

/** Units whose name stands behind one of the words; of names within names only the longest. */
function longest(text: string, names: readonly Named[], words: string): Named[] {
  const before = new RegExp(` ${foldPattern(words)} $`, 'u');
  const found = names.filter(({ key }) => {
    for (let at = text.indexOf(` ${key} `); at !== -1; at = text.indexOf(` ${key} `, at + 1)) {
      if (before.test(text.slice(0, at + 1))) return true;
    }
    return false;
  });
  const length = Math.max(0, ...found.map((n) => n.key.length));
  return found.filter((n) => n.key.length === length);
}

function unmarked({ code, key }: Named): Named {
  return { code, key: searchKey(key) };
}

function foldPattern(words: string): string {
  return words.replace(/[^()|?:]+/g, (word) => matchKey(word));
}

function onlyOne(found: readonly Named[]): string | null {
  const codes = [...new Set(found.map((n) => n.code))];
  return codes.length === 1 ? (codes[0] ?? null) : null;
}
