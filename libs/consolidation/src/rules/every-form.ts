import type { FormDefinition } from '#lib/forms';
import type { RegisterSnapshot } from '#lib/register';
import { deriveForm } from './derive-form.js';
import { consolidateNation, type NationSources } from './nation.js';
import { withOverrides } from './overrides.js';
import { nothingOf, splitByCommune, splitByProvince } from './split.js';
import type { AcceptedFigure, ConsolidatedForm, ObligationState } from './types.js';

export interface CommuneOfDay {
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
}

/** Everything the forms of a period are made of, read once for the nation. */
export interface EveryFormSources extends NationSources {
  /** Definition of form 03; null where it was a district's, a level that ended on 2025-07-01. */
  readonly communeDefinition: FormDefinition | null;
  /** Communes of the cut-off day that have a form 03: see `communesConcerned`. */
  readonly communes: readonly CommuneOfDay[];
  /** Full names of the provinces, as their own form 04 prints them. */
  readonly fullNames: ReadonlyMap<string, string>;
}

/** A form with the units whose row it is. */
export interface PlacedForm {
  readonly form: ConsolidatedForm;
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
}

/**
 * The nation, form 04 of every province and form 03 of every commune concerned: the same figures that asking for each
 * alone gives, from one reading of the register and of the filings. Ordered: nation, provinces, communes, by code.
 */
export function everyForm(sources: EveryFormSources): PlacedForm[] {
  const shares = splitByProvince(sources.snapshot, sources.accepted);
  const nothing = nothingOf(sources.snapshot);
  const { definition, period, window } = sources;
  const own = (form: ConsolidatedForm) => withOverrides(form, sources.overrides ?? []);
  const duties = Map.groupBy(sources.obligations, (o) => o.clusterId);
  const dutiesOf = (snapshot: RegisterSnapshot): ObligationState[] =>
    snapshot.clusters.flatMap((c) => duties.get(c.id) ?? []);
  const provinces = sources.provinces.map((province): PlacedForm => {
    const share = shares.get(province.code) ?? nothing;
    const form = deriveForm({
      definition,
      period,
      window,
      unit: province.code,
      unitName: sources.fullNames.get(province.code) ?? province.name,
      snapshot: share.snapshot,
      accepted: share.accepted,
      obligations: dutiesOf(share.snapshot),
      covered: share.snapshot.clusters.length > 0,
    });
    return { form: own(form), provinceCode: province.code, communeCode: null };
  });
  const nation = { form: consolidateNation(sources), provinceCode: null, communeCode: null };
  return [nation, ...provinces, ...communeForms(sources, dutiesOf)];
}

function communeForms(
  sources: EveryFormSources,
  dutiesOf: (snapshot: RegisterSnapshot) => ObligationState[],
): PlacedForm[] {
  const { communeDefinition: definition, period, window, snapshot } = sources;
  if (definition === null) return [];
  const shares = splitByCommune(snapshot, sources.accepted);
  const nothing = nothingOf(snapshot);
  const provincesWithClusters = new Set(snapshot.clusters.map((c) => c.provinceCode));
  const owing = new Set(sources.obligations.filter((o) => o.form === '03').map((o) => o.filerRef));
  return sources.communes.map((commune): PlacedForm => {
    const share = shares.get(commune.code) ?? nothing;
    const form = deriveForm({
      definition,
      period,
      window,
      unit: commune.code,
      unitName: commune.name,
      snapshot: share.snapshot,
      accepted: share.accepted,
      obligations: dutiesOf(share.snapshot),
      covered: provincesWithClusters.has(commune.provinceCode) || owing.has(commune.code),
    });
    return {
      form: withOverrides(form, sources.overrides ?? []),
      provinceCode: commune.provinceCode,
      communeCode: commune.code,
    };
  });
}

/** Codes of the communes that lead a cluster, owe a form 03 or have one accepted; the others have nothing to say. */
export function communesConcerned(
  snapshot: RegisterSnapshot,
  accepted: readonly AcceptedFigure[],
  obligations: readonly ObligationState[],
): string[] {
  const codes = new Set(snapshot.clusters.map((c) => c.leadCommuneCode));
  for (const { form, filerRef } of [...accepted, ...obligations]) if (form === '03') codes.add(filerRef);
  return [...codes].sort();
}
