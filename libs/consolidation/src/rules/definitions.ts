import type { IsoDate } from '#lib/kernel';
import { type DefinitionPoint, definitionPoints, type LegalStatus } from './definition-points.js';

export * from './definition-points.js';

export type DefinitionPointName = keyof typeof definitionPoints;

/** One answer per open point. */
export type Choices = {
  readonly [P in DefinitionPointName]: (typeof definitionPoints)[P]['choices'][number]['name'];
};

/** What a figure says about one open point that touches it. */
export interface ChosenDefinition {
  readonly point: DefinitionPointName;
  readonly name: string;
  readonly legalStatus: LegalStatus;
  readonly labelVi: string;
  readonly questionVi: string;
  /** Where the law leaves it open, or words it. */
  readonly basis: string;
  readonly validFrom: IsoDate;
  /** First day it no longer holds; null while it does. */
  readonly validTo: IsoDate | null;
  readonly isDefault: boolean;
}

export const definitionPointNames = Object.keys(definitionPoints) as DefinitionPointName[];

/** The point as plain data, whichever it is. */
export function pointOf(name: DefinitionPointName): DefinitionPoint {
  return definitionPoints[name];
}

/** The default answers. */
export const defaultChoices = Object.fromEntries(
  definitionPointNames.map((name) => [name, pointOf(name).choices[0].name]),
) as Choices;

/** True when `name` is one of the answers to `point`. */
export function isChoice(point: string, name: string): boolean {
  return (
    Object.hasOwn(definitionPoints, point) && pointOf(point as DefinitionPointName).choices.some((c) => c.name === name)
  );
}

/** How a figure names the answer it was made under. @throws RangeError for a name that is no answer. */
export function chosenDefinition(point: DefinitionPointName, choices: Choices): ChosenDefinition {
  const { choices: all, questionVi, basis, validFrom, validTo } = pointOf(point);
  const found = all.find((c) => c.name === choices[point]);
  if (found === undefined) throw new RangeError(`${choices[point]} is no answer to ${point}`);
  return {
    point,
    name: found.name,
    legalStatus: found.legalStatus,
    labelVi: found.vi,
    questionVi,
    basis,
    validFrom: found.validFrom ?? validFrom,
    validTo: found.validTo ?? validTo,
    isDefault: found === all[0],
  };
}
