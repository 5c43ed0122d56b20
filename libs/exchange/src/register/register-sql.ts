import type { IsoDate } from '#lib/kernel';
import { clusterSource } from '#lib/register';
import type { RegisterTableName } from '#lib/workbook';
import { SqlValues } from '../export/dataset.js';

/** How a register table is read: an expression for each column's key, the rows, and the row's own identity. */
export interface RegisterRead {
  readonly expressions: Readonly<Record<string, string>>;
  readonly from: string;
  readonly order: string;
  readonly values: readonly string[];
  /** Identity of the row that a change retracts or updates. */
  readonly id: string;
  readonly clusterId: string;
}

const CLUSTER = { clusterCode: 'c.code', clusterName: 'c.name' };
/** A fact as it is known now, of one province; ended ones too, because what was is part of the register. */
const facts = (table: string, province: string): string =>
  `from ${table} f join cluster c on c.id = f.cluster_id where f.retracted_at is null and f.province_code = ${province}`;

/** The rows of a register table of one province as known now; clusters in their state of a day. */
export function registerRead(name: RegisterTableName, province: string, asOf: IsoDate): RegisterRead {
  const values = new SqlValues();
  const read = readers[name](values, province, asOf);
  return { ...read, values: values.values };
}

type Reader = (values: SqlValues, province: string, asOf: IsoDate) => Omit<RegisterRead, 'values'>;

const readers: Readonly<Record<RegisterTableName, Reader>> = {
  clusters(values, province, asOf) {
    const source = clusterSource({ asOf });
    const from = values.fill(source.from, source.params);
    const on = values.add(asOf);
    return {
      expressions: {
        code: 'c.code',
        name: 'st.name',
        otherNames: `array_to_string(st.other_names, '; ')`,
        leadCommuneCode: 'st.lead_commune_code',
        leadCommuneName: 'cm.name',
        communeCodes: `array_to_string(st.commune_codes, '; ')`,
        type: 'st.type',
        status: 'st.status',
        validFrom: 'st.valid_from',
        validTo: 'st.valid_to',
        note: 'st.note',
      },
      from: `from ${from} left join commune cm on cm.code = st.lead_commune_code and cm.valid_from <= ${on}::date
        and (cm.valid_to is null or cm.valid_to > ${on}::date) where c.province_code = ${values.add(province)}`,
      order: 'c.code collate "C"',
      id: 'st.id',
      clusterId: 'c.id',
    };
  },
  plan_entries: (values, province) => ({
    expressions: {
      id: 'f.id',
      ...CLUSTER,
      planDecision: 'f.plan_decision',
      planGroup: 'f.plan_group',
      listed: 'f.listed',
      listedAsEstablished: 'f.listed_as_established',
      plannedAreaHa: 'f.planned_area_ha',
      areaBeforeHa: 'f.area_before_ha',
      validFrom: 'f.valid_from',
      validTo: 'f.valid_to',
      note: 'f.note',
    },
    from: facts('plan_entry', values.add(province)),
    order: 'c.code collate "C", f.valid_from, f.id',
    id: 'f.id',
    clusterId: 'c.id',
  }),
  decisions: (values, province) => ({
    expressions: {
      id: 'f.id',
      ...CLUSTER,
      kind: 'f.kind',
      number: 'f.number',
      issuer: 'f.issuer',
      signedOn: 'f.signed_on',
      effectiveOn: 'f.effective_on',
      areaHa: 'f.area_ha',
      industrialLandHa: 'f.industrial_land_ha',
      investmentBvnd: 'f.investment_bvnd',
      clusterType: 'f.cluster_type',
      note: 'f.note',
    },
    from: facts('decision', values.add(province)),
    order: 'c.code collate "C", f.signed_on nulls first, f.id',
    id: 'f.id',
    clusterId: 'c.id',
  }),
  tenant_projects: (values, province) => ({
    expressions: {
      code: 'f.code',
      ...CLUSTER,
      enterpriseName: 'f.enterprise_name',
      taxCode: 'f.tax_code',
      projectName: 'f.project_name',
      industry: 'f.industry',
      foreignCapital: 'f.foreign_capital',
      landRequestedHa: 'f.land_requested_ha',
      state: 'f.state',
      stateAsWritten: 'f.state_as_written',
      validFrom: 'f.valid_from',
      validTo: 'f.valid_to',
      note: 'f.note',
    },
    from: facts('tenant_project', values.add(province)),
    order: 'c.code collate "C", f.code collate "C"',
    id: 'f.id',
    clusterId: 'c.id',
  }),
  leases: (values, province) => ({
    expressions: {
      id: 'f.id',
      projectCode: 't.code',
      clusterName: 'c.name',
      enterpriseName: 't.enterprise_name',
      areaHa: 'f.area_ha',
      document: 'f.document',
      signedOn: 'f.signed_on',
      validFrom: 'f.valid_from',
      validTo: 'f.valid_to',
    },
    from: `from lease f join cluster c on c.id = f.cluster_id join tenant_project t on t.id = f.project_id
      where f.retracted_at is null and f.province_code = ${values.add(province)}`,
    order: 'c.code collate "C", t.code collate "C", f.id',
    id: 'f.id',
    clusterId: 'c.id',
  }),
};

/** The statement that reads columns of a register table as text `c0`, `c1`, …; a key without expression is empty. */
export function registerStatement(read: RegisterRead, keys: readonly string[]): string {
  const selected = keys.map((key, i) => `(${read.expressions[key] ?? 'null'})::text as c${i}`);
  return `select ${selected.join(', ')} ${read.from} order by ${read.order}`;
}
