/** What people read has words in both languages: every value of the enums that pages show, and every status group. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLEnumType,
  getNamedType,
  isEnumType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { clusterStatusLabels } from '#lib/register';
import { statusesWith, statusText } from '../../../apps/web/src/register/status-text.js';
import { en } from '../../../apps/web/src/text/en.js';
import { enumsNeverShown, enumTexts } from '../../../apps/web/src/text/enum-texts.js';
import { vi } from '../../../apps/web/src/text/vi.js';

const file = (name: string) => readFileSync(join(import.meta.dirname, '../../../schemas', name), 'utf8');
const schema = buildSchema(file('schema.graphql'));
const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi, en };

/** Every enum that some field of the portal's own questions answers with. */
function enumsAsked(): ReadonlyMap<string, GraphQLEnumType> {
  const found = new Map<string, GraphQLEnumType>();
  for (const question of Object.values(JSON.parse(file('portal-queries.json')) as Record<string, string>)) {
    const types = new TypeInfo(schema);
    const note = (): undefined => {
      const type = getNamedType(types.getType());
      if (isEnumType(type)) found.set(type.name, type);
    };
    visit(parse(question), visitWithTypeInfo(types, { Field: note }));
  }
  return found;
}

const enumsOfSchema = Object.values(schema.getTypeMap()).filter(isEnumType);

describe('the catalogues', () => {
  it('know every enum that a page asks for: to be shown, or for a reason not', () => {
    const asked = [...enumsAsked().keys()];
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !(name in enumTexts) && !(name in enumsNeverShown))).toEqual([]);
    const names = new Set(enumsOfSchema.map(({ name }) => name));
    expect([...Object.keys(enumTexts), ...Object.keys(enumsNeverShown)].filter((name) => !names.has(name))).toEqual([]);
  });

  it('have a text for each of their values, in both languages, that is not the code itself', () => {
    const silent = enumsOfSchema
      .filter(({ name }) => name in enumTexts)
      .flatMap((type) =>
        type.getValues().flatMap(({ name: value }) =>
          Object.entries(catalogues)
            .filter(([, texts]) => {
              const text = texts[enumTexts[type.name]?.(value) ?? ''] ?? '';
              return text.trim() === '' || (text === value && value !== 'CSV');
            })
            .map(([language]) => `${language}: ${type.name}.${value}`),
        ),
      );
    expect(silent).toEqual([]);
  });

  it('have the same places to fill in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const differing = Object.entries(vi).filter(
      ([key, text]) => String(places(text)) !== String(places(en[key as keyof typeof en])),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('have words for each status group of the register, and leave unknown ones as their source wrote them', () => {
    for (const [code, words] of Object.entries(clusterStatusLabels)) {
      expect(statusText(code, (key) => vi[key])).toBe(words);
      expect(statusText(code, (key) => en[key])).not.toContain('_');
    }
    expect(statusText('VII_mới', (key) => vi[key])).toBe('VII_mới');
    expect(statusesWith('VII_mới').at(-1)).toBe('VII_mới');
    expect(statusesWith('I_established')).toEqual(statusesWith(null));
  });
});
