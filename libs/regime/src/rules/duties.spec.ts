import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { type ClusterFacts, type DutyFacts, dutiesOwed, type ProjectFacts } from './duties.js';

const regime = loadLaw().regimeFor('2026-Y')!;

const cluster = (code: string, change: Partial<ClusterFacts> = {}): ClusterFacts => ({
  id: `id-${code}`,
  code,
  name: `Cụm ${code}`,
  provinceCode: '15',
  leadCommuneCode: '02680',
  communeCodes: ['02680'],
  hasInvestor: true,
  ...change,
});
const project = (code: string, change: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: `id-${code}`,
  code,
  name: `Doanh nghiệp ${code}`,
  clusterName: 'Cụm C1',
  provinceCode: '15',
  communeCode: '02680',
  state: 'operating',
  leased: true,
  ...change,
});
const facts = (change: Partial<DutyFacts> = {}): DutyFacts => ({
  provinces: [],
  communes: new Map([['02680', { name: 'Xã Bảo Hà', provinceCode: '15' }]]),
  clusters: [],
  projects: [],
  ...change,
});
const keys = (f: DutyFacts) => dutiesOwed(regime, f).map((d) => `${d.form}/${d.filerRef}`);

describe('dutiesOwed', () => {
  it('asks each of the four senders for its own form, by code', () => {
    const all = facts({
      provinces: [{ code: '15', name: 'Tỉnh Lào Cai' }],
      clusters: [cluster('C2'), cluster('C1')],
      projects: [project('P1')],
    });
    expect(keys(all)).toEqual(['01/P1', '02/C1', '02/C2', '03/02680', '04/15']);
  });

  it('asks a cluster without an infrastructure investor for no form 02, and says so at its lead commune', () => {
    const owed = dutiesOwed(regime, facts({ clusters: [cluster('C1', { hasInvestor: false })] }));
    expect(owed.map((d) => d.form)).toEqual(['03']);
    expect(owed[0]?.doubt).toContain('Cụm C1 chưa có chủ đầu tư hạ tầng');
  });

  it('lets the lead commune alone report a cluster lying in several, and says that it was assumed', () => {
    const owed = dutiesOwed(regime, facts({ clusters: [cluster('C1', { communeCodes: ['02680', '02683'] })] }));
    expect(owed.filter((d) => d.form === '03').map((d) => d.filerRef)).toEqual(['02680']);
    expect(owed.find((d) => d.form === '03')?.doubt).toContain('Cụm C1 nằm trên nhiều xã');
  });

  it('has no doubt left about a lead commune or a reporter that somebody decided on', () => {
    const decided = [
      cluster('C1', { communeCodes: ['02680', '02683'], leadDecided: true }),
      cluster('C2', { hasInvestor: false, reporter: 'commune' }),
    ];
    expect(dutiesOwed(regime, facts({ clusters: decided })).find((d) => d.form === '03')?.doubt).toBeNull();
  });

  it.each(['department', 'nobody'] as const)(
    'asks no commune for a cluster without investor that the %s reports',
    (reporter) => {
      const [alone, other] = [cluster('C1', { hasInvestor: false, reporter }), cluster('C2')];
      expect(keys(facts({ clusters: [alone] }))).toEqual([]);
      expect(keys(facts({ clusters: [alone, other] }))).toEqual(['02/C2', '03/02680']);
      // With an investor the question does not arise.
      expect(keys(facts({ clusters: [{ ...alone, hasInvestor: true }] }))).toEqual(['02/C1', '03/02680']);
    },
  );

  it('takes operating or leased projects; leased but not operating is doubtful', () => {
    const projects = [
      project('P1', { leased: false }),
      project('P2', { state: 'under_construction' }),
      project('P3', { state: 'preparing', leased: false }),
      project('P4', { state: 'ended' }),
      project('P5', { state: 'unknown', leased: false }),
    ];
    const owed = dutiesOwed(regime, facts({ projects }));
    expect(owed.map((d) => [d.filerRef, d.doubt === null])).toEqual([
      ['P1', true],
      ['P2', false],
    ]);
  });

  it('gives every duty the row it belongs to, whole', () => {
    const all = facts({
      provinces: [{ code: '15', name: 'Tỉnh Lào Cai' }],
      clusters: [cluster('C1')],
      projects: [project('P1', { state: 'suspended' })],
    });
    const nobody = { clusterId: null, projectId: null, doubt: null };
    const there = { provinceCode: '15', communeCode: '02680' };
    expect(dutiesOwed(regime, all)).toEqual([
      {
        form: '01',
        filerKind: 'project',
        filerRef: 'P1',
        filerName: 'Doanh nghiệp P1 (Cụm C1)',
        ...there,
        clusterId: null,
        projectId: 'id-P1',
        doubt:
          'Dự án đã thuê đất nhưng chưa ghi nhận hoạt động; văn bản không nói rõ dự án chưa hoạt động có phải báo cáo. Nếu chưa phát sinh, hãy gửi báo cáo không phát sinh.',
      },
      {
        ...{ form: '02', filerKind: 'cluster', filerRef: 'C1', filerName: 'Cụm C1', ...there },
        ...nobody,
        clusterId: 'id-C1',
      },
      { form: '03', filerKind: 'commune', filerRef: '02680', filerName: 'Xã Bảo Hà', ...there, ...nobody },
      {
        ...{ form: '04', filerKind: 'province', filerRef: '15', filerName: 'Tỉnh Lào Cai', provinceCode: '15' },
        communeCode: null,
        ...nobody,
      },
    ]);
  });

  it('names a commune the list does not know by its code, in the province of its first cluster', () => {
    const [, owed] = dutiesOwed(regime, facts({ communes: new Map(), clusters: [cluster('C1')] }));
    expect(owed).toMatchObject({ form: '03', filerName: '02680', provinceCode: '15' });
  });

  it('takes the province of a commune from the commune, not from the cluster that lies across the border', () => {
    const [, owed] = dutiesOwed(regime, facts({ clusters: [cluster('C1', { provinceCode: '25' })] }));
    expect(owed).toMatchObject({ form: '03', provinceCode: '15' });
  });

  it.each([
    [5, 'Cụm A, Cụm B, Cụm C, Cụm D, Cụm E chưa có'],
    [7, 'Cụm A, Cụm B, Cụm C, Cụm D, Cụm E và 2 cụm khác chưa có'],
  ])('names the doubtful clusters in order, at most five of %i', (count, sentence) => {
    const clusters = [...'GFEDCBA'].slice(-count).map((code) => cluster(code, { hasInvestor: false }));
    expect(dutiesOwed(regime, facts({ clusters }))[0]?.doubt).toMatch(sentence);
  });

  it('says both doubts of a commune, one after the other', () => {
    const clusters = [cluster('A', { hasInvestor: false }), cluster('B', { communeCodes: ['02680', '02683'] })];
    expect(dutiesOwed(regime, facts({ clusters })).at(-1)?.doubt).toBe(
      'Cụm A chưa có chủ đầu tư hạ tầng; văn bản không nói ai báo cáo, hệ thống giao UBND cấp xã tổng hợp vào Biểu 03. ' +
        'Cụm B nằm trên nhiều xã; văn bản không nói xã nào báo cáo, hệ thống giao xã đầu mối ghi trong sổ cụm.',
    );
  });

  it('asks nobody in the place of a district, which no longer is', () => {
    const [first] = regime.duties;
    expect(
      dutiesOwed({ duties: [{ ...first!, filerKind: 'district' }] }, facts({ clusters: [cluster('C1')] })),
    ).toEqual([]);
  });

  it('keeps a firm out of the sight of the infrastructure investor', () => {
    const [owed] = dutiesOwed(regime, facts({ projects: [project('P1')] }));
    expect(owed).toMatchObject({ clusterId: null, projectId: 'id-P1', communeCode: '02680', provinceCode: '15' });
  });
});
