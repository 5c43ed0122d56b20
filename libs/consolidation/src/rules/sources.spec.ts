import { describe, expect, it } from 'vitest';
import type {
  SnapshotCluster,
  SnapshotDecision,
  SnapshotInfrastructureProject,
  SnapshotInvestmentPaper,
  SnapshotLease,
  SnapshotObservation,
  SnapshotPlanEntry,
  SnapshotTenantProject,
} from '#lib/register';
import {
  clusterSource,
  decisionSource,
  filingSource,
  infrastructureProjectSource,
  leaseSource,
  observationSource,
  paperSource,
  planEntrySource,
  tenantProjectSource,
  unitSource,
} from './sources.js';
import type { AcceptedFigure } from './types.js';

const cluster = { id: 'A', name: 'An Bình' } as SnapshotCluster;
const source = { id: 's', code: 's', title: 'Báo cáo của Sở', asOf: null, fileName: 'bao-cao.xlsx' };
const amount = { value: '5', unit: 'ha' };
/** What every kind of row leaves open, unless it says otherwise. */
const whole = {
  ...{ counted: true, part: null, clusterId: 'A', file: null, sheet: null, cell: null, document: null, date: null },
  ...amount,
};

describe('what a figure opens to', () => {
  it('is a cluster, alone or with a word', () => {
    expect(clusterSource(cluster, amount)).toEqual({ ...whole, kind: 'cluster', id: 'A', label: 'An Bình' });
    expect(clusterSource(cluster, amount, 'theo kê khai').label).toBe('An Bình: theo kê khai');
  });

  it('is a decision by its number and issuer, else by what it was read in', () => {
    const decision = { id: 'd', kind: 'establishment', number: '12/QĐ', issuer: 'UBND tỉnh', signedOn: '2020-01-01' };
    const told = (more: object) =>
      decisionSource(cluster, { source, ...decision, ...more } as SnapshotDecision, amount);
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'decision', id: 'd', label: 'An Bình: quyết định thành lập', file: 'bao-cao.xlsx' },
      ...{ document: '12/QĐ của UBND tỉnh', date: '2020-01-01' },
    });
    expect(told({ issuer: null }).document).toBe('12/QĐ');
    expect(told({ number: null }).document).toBe('Báo cáo của Sở');
    expect(told({ number: null, source: null })).toMatchObject({ document: 'UBND tỉnh', file: null });
  });

  it.each([
    ['establishment', 'quyết định thành lập'],
    ['expansion', 'quyết định mở rộng'],
    ['adjustment', 'quyết định điều chỉnh'],
    ['revocation', 'quyết định bãi bỏ, thu hồi'],
    ['detailed_plan', 'phê duyệt quy hoạch chi tiết'],
    ['infrastructure_project', 'phê duyệt dự án hạ tầng kỹ thuật'],
    ['investment_policy', 'chấp thuận chủ trương đầu tư'],
  ] as const)('calls a decision of the kind %s "%s"', (kind, label) => {
    expect(decisionSource(cluster, { kind, number: null, issuer: null } as SnapshotDecision, amount).label).toBe(
      `An Bình: ${label}`,
    );
  });

  it('is an entry of the plan, listed or taken out of it', () => {
    const entry = { id: 'e', listed: true, planGroup: null, planDecision: 'QĐ 1', validFrom: '2024-01-01' };
    const told = (more: object) => planEntrySource(cluster, { source, ...entry, ...more } as SnapshotPlanEntry, amount);
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'plan_entry', id: 'e', label: 'An Bình: trong phương án phát triển', file: 'bao-cao.xlsx' },
      ...{ document: 'QĐ 1', date: '2024-01-01' },
    });
    expect(told({ listed: false, planGroup: 'III' }).label).toBe(
      'An Bình: đã đưa ra khỏi phương án phát triển (nhóm III)',
    );
    expect(told({ source: null }).file).toBeNull();
  });

  it('is an infrastructure project by its investor', () => {
    const project = { id: 'p', investor: { name: 'Công ty Hạ tầng' }, validFrom: '2024-01-01' };
    const told = (more: object) =>
      infrastructureProjectSource(cluster, { source, ...project, ...more } as SnapshotInfrastructureProject, amount);
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'infrastructure_project', id: 'p', label: 'An Bình: chủ đầu tư Công ty Hạ tầng' },
      ...{ file: 'bao-cao.xlsx', document: 'Báo cáo của Sở', date: '2024-01-01' },
    });
    expect(told({ investor: null, source: null })).toMatchObject({
      ...{ label: 'An Bình: chủ đầu tư chưa rõ', file: null, document: null },
    });
  });

  it('is a tenant by its project, else by its name', () => {
    const project = { id: 'p', projectName: 'Nhà máy gỗ', enterpriseName: 'Công ty Gỗ', validFrom: null };
    const told = (more: object) =>
      tenantProjectSource(cluster, { source, ...project, ...more } as SnapshotTenantProject, amount);
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'tenant_project', id: 'p', label: 'An Bình: Nhà máy gỗ' },
      ...{ file: 'bao-cao.xlsx', document: 'Báo cáo của Sở' },
    });
    expect(told({ projectName: null }).label).toBe('An Bình: Công ty Gỗ');
    expect(told({ source: null })).toMatchObject({ file: null, document: null });
  });

  it('is a lease by its contract and the day it was signed, else began', () => {
    const lease = { id: 'l', areaHa: '4', document: 'HĐ 7', signedOn: '2025-01-01', validFrom: '2025-02-02' };
    const told = (more: object) => leaseSource(cluster, 'Công ty Gỗ', { source, ...lease, ...more } as SnapshotLease);
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'lease', id: 'l', label: 'An Bình: Công ty Gỗ thuê đất', value: '4', unit: 'ha' },
      ...{ file: 'bao-cao.xlsx', document: 'HĐ 7', date: '2025-01-01' },
    });
    expect(told({ document: null, signedOn: null })).toMatchObject({ document: 'Báo cáo của Sở', date: '2025-02-02' });
    expect(told({ document: null, source: null })).toMatchObject({ document: null, file: null });
  });

  it('is an investment paper by its number, else as it was written', () => {
    const paper = { id: 'g', kind: 'licence', number: '07/GP', asWritten: 'giấy phép số 07', issuedOn: '2025-01-01' };
    const told = (more: object) =>
      paperSource(cluster, 'Công ty Gỗ', { source, ...paper, ...more } as SnapshotInvestmentPaper, '6');
    expect(told({})).toEqual({
      ...whole,
      ...{ kind: 'investment_paper', id: 'g', label: 'An Bình: Công ty Gỗ, giấy phép đầu tư', value: '6', unit: 'ha' },
      ...{ file: 'bao-cao.xlsx', document: '07/GP', date: '2025-01-01' },
    });
    expect(told({ number: null }).document).toBe('giấy phép số 07');
    expect(told({ number: null, asWritten: null }).document).toBe('Báo cáo của Sở');
    expect(told({ number: null, asWritten: null, source: null })).toMatchObject({ document: null, file: null });
    const kinds = ['policy_approval', 'registration_certificate', 'unknown'].map((kind) => told({ kind }).label);
    expect(kinds).toEqual([
      'An Bình: Công ty Gỗ, chấp thuận chủ trương đầu tư',
      'An Bình: Công ty Gỗ, giấy chứng nhận đăng ký đầu tư',
      'An Bình: Công ty Gỗ, văn bản đầu tư chưa rõ loại',
    ]);
  });

  it('is a statement by where it stands, in its own unit or the one asked for', () => {
    const said = { id: 'o', clusterId: 'A', fact: 'leased_land', value: '9', unit: 'm²', observedOn: '2026-06-14' };
    const told = (more: object, unit?: string) =>
      observationSource('An Bình', { source, asWritten: '9 ha', ...said, ...more } as SnapshotObservation, unit);
    expect(told({})).toMatchObject({
      ...{ kind: 'observation', id: 'o', value: '9', unit: 'm²', counted: true, clusterId: 'A' },
      ...{ file: 'bao-cao.xlsx', document: 'Báo cáo của Sở', date: '2026-06-14' },
    });
    expect(told({}).label).toMatch(/^An Bình: .+ \(số liệu kê khai\)$/);
    expect(told({ fact: 'registered_land_of_old' }).label).toBe('An Bình: registered_land_of_old (số liệu kê khai)');
    expect(told({}, 'ha').unit).toBe('ha');
    expect(told({ source: null })).toMatchObject({ file: null, document: '9 ha' });
  });

  it('is a cell of a filing, by who filed it, else by its place', () => {
    const figure = {
      ...{ form: '02', period: '2026-Y', filerRef: 'A', filerName: 'Công ty Hạ tầng', filingId: 'f', revision: 2 },
      ...{ value: '8', file: 'b.xlsx', sheet: 'Biểu 02', cell: 'D9', acceptedOn: '2026-12-20', clusterId: 'A' },
    } as AcceptedFigure;
    expect(filingSource(figure, 'ha', 'An Bình')).toEqual({
      ...whole,
      ...{ kind: 'filing', id: 'f', label: 'Biểu 02 2026-Y: Công ty Hạ tầng', value: '8', unit: 'ha' },
      ...{ file: 'b.xlsx', sheet: 'Biểu 02', cell: 'D9', document: 'lần gửi 2', date: '2026-12-20' },
    });
    const nameless = { ...figure, filerName: null };
    expect(filingSource(nameless, 'ha', 'An Bình').label).toBe('Biểu 02 2026-Y: An Bình');
    expect(filingSource(nameless, 'ha').label).toBe('Biểu 02 2026-Y: A');
  });

  it('is a province’s own figure', () => {
    expect(unitSource('15', 'Lào Cai', amount)).toEqual({
      ...whole,
      ...{ kind: 'unit', id: '15', label: 'Lào Cai: số tổng hợp từ hệ thống', clusterId: null },
    });
  });
});
