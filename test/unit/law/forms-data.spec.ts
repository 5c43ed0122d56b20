import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';

const law = loadLaw();
const form = (id: string) => {
  const found = law.definitionById(id);
  if (found === null) throw new Error(`no ${id}`);
  return found;
};

describe('the four forms in two versions', () => {
  it('has each form in both versions, with the rows the Circular prints', () => {
    const rows = Object.fromEntries(law.definitions.map((d) => [d.id, d.rows.length]));
    // Form 03/04: rows 1-27 and 15.1-15.4, 16.1-16.4.
    expect(rows).toEqual({
      'form-01@2024-10-01': 4,
      'form-01@2025-07-01': 4,
      'form-02@2024-10-01': 14,
      'form-02@2025-07-01': 14,
      'form-03@2024-10-01': 35,
      'form-03@2025-07-01': 35,
      'form-04@2024-10-01': 35,
      'form-04@2025-07-01': 35,
    });
  });

  it('dates each version by its folder and ends it where the next begins', () => {
    expect(form('form-04@2024-10-01')).toMatchObject({ inForceFrom: '2024-10-01', inForceTo: '2025-07-01' });
    expect(form('form-04@2025-07-01')).toMatchObject({ inForceFrom: '2025-07-01', inForceTo: null });
  });

  it('prints the district and the former ministry body until 2025-06-30, the commune and the new body after', () => {
    expect(form('form-03@2024-10-01').titleVi).toBe('Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp huyện');
    expect(form('form-03@2025-07-01').titleVi).toBe('Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp xã');
    expect(form('form-03@2024-10-01').sender).toMatchObject({ role: 'district', vi: 'Ủy ban nhân dân cấp huyện' });
    expect(form('form-03@2025-07-01').sender).toMatchObject({ role: 'commune', vi: 'Ủy ban nhân dân cấp xã' });
    const receivers = (id: string) => form(id).headerFields.find((h) => h.key === 'receivers')?.printedValue;
    expect(receivers('form-01@2024-10-01')).toBe('Cơ quan thống kê cấp huyện, Ủy ban nhân dân cấp huyện');
    expect(receivers('form-01@2025-07-01')).toBe('Cơ quan thống kê cấp xã, Ủy ban nhân dân cấp xã');
    expect(receivers('form-02@2024-10-01')).toBe(
      'Cơ quan thống kê cấp huyện, Ủy ban nhân dân cấp huyện, Sở Công Thương',
    );
    expect(receivers('form-04@2024-10-01')).toBe(
      'Ủy ban nhân dân cấp tỉnh, Bộ Công Thương (Cục Công Thương địa phương)',
    );
    expect(receivers('form-04@2025-07-01')).toBe(
      'Ủy ban nhân dân cấp tỉnh, Bộ Công Thương (Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công)',
    );
  });

  it('leaves no word of the other version in any printed text', () => {
    for (const d of law.definitions) {
      const printed = JSON.stringify([d.titleVi, d.sender.vi, d.receivers, d.headerFields, d.rows, d.notesVi]);
      const foreign = d.inForceFrom === '2024-10-01' ? /cấp xã|Cục Đổi mới/ : /cấp huyện|Cục Công Thương địa phương/;
      expect(printed, d.id).not.toMatch(foreign);
    }
  });

  it('changes no row between the versions', () => {
    for (const code of ['01', '02', '03', '04']) {
      expect(form(`form-${code}@2025-07-01`).rows).toEqual(form(`form-${code}@2024-10-01`).rows);
      expect(form(`form-${code}@2025-07-01`).checks).toEqual(form(`form-${code}@2024-10-01`).checks);
    }
  });

  it('gives forms 03 and 04 the same keys, and accepts the sibling wording of five rows', () => {
    const [three, four] = [form('form-03@2025-07-01'), form('form-04@2025-07-01')];
    expect(four.rows.map((r) => r.key)).toEqual(three.rows.map((r) => r.key));
    const differing = four.rows.filter((r, i) => r.labelVi !== three.rows[i]?.labelVi).map((r) => r.tt);
    expect(differing).toEqual(['7', '8', '11', '15.2', '22']);
    for (const tt of differing) {
      const [a, b] = [three, four].map((f) => f.rows.find((r) => r.tt === tt));
      expect(a?.alsoLabelled).toContain(b?.labelVi);
      expect(b?.alsoLabelled).toContain(a?.labelVi);
    }
  });

  it('knows which rows are flows of the period', () => {
    const flows = (id: string) =>
      form(id)
        .rows.filter((r) => r.accumulation === 'in_period')
        .map((r) => r.tt);
    expect(flows('form-01@2025-07-01')).toEqual(['1', '2', '3', '4']);
    expect(flows('form-02@2025-07-01')).toEqual(['9', '10', '12']);
    expect(flows('form-03@2025-07-01')).toEqual(['5', '6', '23', '24']);
    expect(flows('form-04@2025-07-01')).toEqual(['5', '6', '23', '24']);
  });

  it('has every relation of the forms with its severity', () => {
    const of = (id: string) => form(id).checks.map((c) => `${c.code} ${c.severity}`);
    expect(of('form-01@2025-07-01')).toEqual([]);
    expect(of('form-02@2025-07-01')).toEqual([
      'F02_MAX_4 warning',
      'F02_MAX_7 error',
      'F02_MAX_8 error',
      'F02_MAX_14 error',
      'F02_MAX_2 warning',
    ]);
    expect(of('form-04@2025-07-01')).toEqual([
      'F04_SUM_15 error',
      'F04_SUM_16 error',
      'F04_MAX_15_3 error',
      'F04_MAX_15_4 error',
      'F04_MAX_16_3 error',
      'F04_MAX_16_4 error',
      'F04_MAX_5 error',
      'F04_MAX_6 error',
      'F04_MAX_22 error',
      'F04_MAX_21 error',
      'F04_MAX_27 error',
      'F04_MAX_18 warning',
      'F04_MAX_15_1 error',
    ]);
    expect(of('form-03@2025-07-01')).toEqual(of('form-04@2025-07-01').map((c) => c.replace('F04', 'F03')));
  });
});

describe('which version holds for a period', () => {
  it.each([
    ['2024-H1', null], // its window ended on 2024-06-14, before the Circular
    ['2024-Y', 'form-04@2024-10-01'],
    ['2025-H1', 'form-04@2024-10-01'], // window to 2025-06-14
    ['2025-Y', 'form-04@2025-07-01'],
    ['2026-H1', 'form-04@2025-07-01'],
    ['2026-Y', 'form-04@2025-07-01'],
    ['nonsense', null],
  ])('%s -> %s', (period, id) => {
    expect(law.definitionFor('04', period)?.id ?? null).toBe(id);
  });

  it('gives the data window of Art. 3.2', () => {
    expect(law.dataWindow('2026-Y')).toEqual({ from: '2025-12-15', to: '2026-12-14' });
    expect(law.dataWindow('2026-H1')).toEqual({ from: '2025-12-15', to: '2026-06-14' });
  });
});
