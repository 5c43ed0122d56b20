import { describe, expect, it } from 'vitest';
import { sumKnown } from '#lib/kernel';
import { parseCsv } from './csv.js';
import { loadSamples } from './samples.js';
import { sampleRows } from './seed.js';
import { earlierNamesOf, noteInVietnamese, papersOf, tenantStateOf } from './wording.js';

const at = { laoCai: '15', tayNinh: '80', recordedAt: '2026-11-01T00:00:00.000Z' };
const rows = sampleRows(loadSamples(), at);
const cluster = (name: string) => rows.clusters.find((c) => c.name === name) ?? expect.fail(name);
const about = <T extends { readonly clusterId: string | null }>(all: readonly T[], name: string) =>
  all.filter((r) => r.clusterId === cluster(name).id);

describe('the samples as register rows', () => {
  it('hold the 54 clusters of the plan, 2,927.81 ha, and the 12 withdrawn or postponed', () => {
    const listed = rows.planEntries.filter((e) => e.listed);
    expect(listed).toHaveLength(54);
    expect(sumKnown(listed.map((e) => e.plannedAreaHa))).toBe('2927.81');
    expect(rows.planEntries.filter((e) => !e.listed)).toHaveLength(12);
    expect(rows.planEntries.filter((e) => !e.listed).every((e) => e.plannedAreaHa === null)).toBe(true);
    expect(rows.clusters).toHaveLength(66);
  });

  it('give public codes in the order of the files', () => {
    expect(cluster('Phú Thịnh 1').code).toBe('C00001');
    expect(cluster('Châu Quế Thượng').code).toBe('C00054');
    expect(cluster('Đầm Hồng').code).toBe('C00055');
    expect(cluster('Púng Luông').code).toBe('C00066');
    expect(rows.tenantProjects.map((t) => t.code).slice(0, 2)).toEqual(['P00001', 'P00002']);
  });

  it('are the same rows at every run', () => {
    expect(sampleRows(loadSamples(), at)).toEqual(rows);
    for (const table of Object.values(rows)) {
      expect(new Set(table.map((r: { readonly id: string }) => r.id)).size).toBe(table.length);
    }
  });

  it('hold nine establishment decisions, three amendments and one detailed plan without its number', () => {
    const kinds = Map.groupBy(rows.decisions, (d) => d.kind);
    expect(kinds.get('establishment')).toHaveLength(9);
    expect(kinds.get('adjustment')).toHaveLength(3);
    expect(kinds.get('detailed_plan')).toHaveLength(1);
    expect(about(rows.decisions, 'Phú Thịnh 1').map((d) => [d.number, d.issuer, d.signedOn])).toEqual([
      ['1689/QĐ-UBND', 'UBND tỉnh Yên Bái', '2022-09-28'],
      ['544/QĐ-UBND', 'UBND tỉnh Yên Bái', '2024-04-02'],
      ['3725/QĐ-UBND', 'UBND tỉnh Lào Cai', '2026-10-09'],
    ]);
    expect(about(rows.decisions, 'Bắc Duyên Hải')).toEqual([]);
  });

  it('tell a joint venture and a public board from an enterprise', () => {
    const types = new Map(rows.investors.map((i) => [i.legalType, i.name]));
    expect(types.get('consortium')).toMatch(/^Liên danh/);
    expect(types.get('public_body')).toBe('Ban QLDA ĐTXD khu vực Trấn Yên');
    expect(rows.investors).toHaveLength(10);
  });

  it('take no one for an investor before a decision names him', () => {
    expect(about(rows.infrastructureProjects, 'Phú Thịnh 6')).toEqual([]);
    expect(about(rows.procedureSteps, 'Phú Thịnh 6').map((s) => [s.step, s.note])).toContainEqual([
      'investor_named',
      'Công ty CP Phát triển STN',
    ]);
  });

  it('keep lease, approval, certificate and licence of Yên Thế apart', () => {
    expect(sumKnown(rows.leases.map((l) => l.areaHa))).toBe('23.78');
    expect(rows.tenantProjects).toHaveLength(15);
    const kinds = rows.investmentPapers.map((p) => p.kind).sort();
    expect(kinds).toEqual([
      'licence',
      'policy_approval',
      'policy_approval',
      'policy_approval',
      'policy_approval',
      'registration_certificate',
      'registration_certificate',
    ]);
    expect(rows.investmentPapers.every((p) => p.areaHa === null)).toBe(true);
  });

  it('put what each source says side by side, with its day', () => {
    const leased = about(rows.observations, 'Thịnh Hưng').filter((o) => o.fact === 'leased_land');
    expect(leased.map((o) => [o.value, o.observedOn])).toEqual([['32.59', '2026-06-14']]);
    const rate = about(rows.observations, 'Thịnh Hưng').filter((o) => o.fact === 'occupancy_rate');
    expect(rate.map((o) => [o.value, o.observedOn])).toEqual([['87.75', '2026-09-28']]);
    // Nothing stated is no statement: the two clusters of September 2026 have no rate, not a rate of 0.
    expect(about(rows.observations, 'Mông Sơn').filter((o) => o.fact === 'occupancy_rate')).toEqual([]);
  });

  it('turn square metres and đồng into hectares and billions exactly', () => {
    const facts = new Map(about(rows.observations, 'Phú Thịnh 2').map((o) => [o.fact, o.value]));
    expect(facts.get('cleared_land')).toBe('54.48748');
    expect(facts.get('lease_applied_land')).toBe('37.37828');
    expect(facts.get('clearance_paid')).toBe('60.495583995');
  });

  it('keep the two rates of Tây Ninh apart by their bases', () => {
    const rates = rows.observations.filter((o) => o.provinceCode === '80' && o.fact === 'occupancy_rate');
    expect(rates.map((o) => [o.basis, o.value])).toEqual([
      ['as_reported', '84.38'],
      ['completed_infrastructure', '93.77'],
    ]);
  });
});

describe('wording of the sample tables', () => {
  it('reads papers with number and date and keeps the wording', () => {
    expect(papersOf('553/QĐ-UBND 2017-04-07; 1561/QĐ-UBND 2022-09-12')).toEqual([
      { number: '553/QĐ-UBND', issuedOn: '2017-04-07', asWritten: '553/QĐ-UBND 2017-04-07' },
      { number: '1561/QĐ-UBND', issuedOn: '2022-09-12', asWritten: '1561/QĐ-UBND 2022-09-12' },
    ]);
    expect(papersOf('')).toEqual([]);
    expect(papersOf('07/GP-YB')).toEqual([{ number: '07/GP-YB', issuedOn: null, asWritten: '07/GP-YB' }]);
  });

  it('calls unknown what the wording does not say', () => {
    expect(tenantStateOf('suspended')).toBe('suspended');
    expect(tenantStateOf('extension')).toBe('unknown');
    expect(tenantStateOf('')).toBe('unknown');
  });

  it('finds earlier names and prints notes in Vietnamese', () => {
    expect(earlierNamesOf('earlier plan name: CCN thị trấn Phố Lu; after 2030: 75 ha')).toEqual(['thị trấn Phố Lu']);
    expect(noteInVietnamese('after 2030: 50 ha')).toBe('sau năm 2030: 50 ha');
    expect(noteInVietnamese('')).toBeNull();
  });
});

describe('CSV of the samples', () => {
  it('reads quotes, doubled quotes and commas inside them', () => {
    expect(parseCsv('a,b\n"x, y","say ""hi"""\r\n1,\n', 't.csv', ['a', 'b'])).toEqual([
      { a: 'x, y', b: 'say "hi"' },
      { a: '1', b: '' },
    ]);
  });

  it('names the line with another number of cells, and a missing column', () => {
    expect(() => parseCsv('a,b\n1\n', 't.csv', ['a', 'b'])).toThrow('t.csv, dòng 2');
    expect(() => parseCsv('a\n1\n', 't.csv', ['a', 'b'])).toThrow('no column "b"');
  });
});
