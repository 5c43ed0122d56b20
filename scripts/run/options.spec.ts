import { describe, expect, it } from 'vitest';
import { CONFIG_VARIABLES } from '#lib/config';
import { accountTable } from './accounts.ts';
import { helpPage, parseArguments } from './options.ts';

describe('scripts/start', () => {
  it('knows its options and refuses others with a sentence', () => {
    expect(parseArguments([])).toEqual({ smoke: false, demo: true, help: false });
    expect(parseArguments(['--smoke', '--no-demo'])).toEqual({ smoke: true, demo: false, help: false });
    expect(() => parseArguments(['--port', '1'])).toThrow('scripts/start không có tùy chọn "--port"');
  });

  it('explains every variable an operator may set', () => {
    const page = helpPage();
    for (const { name } of CONFIG_VARIABLES)
      if (!['CCN_APP_URL', 'CCN_OWNER_URL', 'CCN_MODE'].includes(name)) expect(page).toContain(`  ${name} `);
  });

  it('lines up the table of accounts, Vietnamese letters counted as one', () => {
    expect(
      accountTable([
        { role: 'officer', office: 'Sở Công Thương Lào Cai', email: 'a@b', password: 'x', unit: '15' },
        { role: 'analyst', office: 'Bộ', email: 'c@d', password: 'y', unit: null },
      ]),
    ).toEqual([
      '  Vai trò                Cơ quan                 Đơn vị  Thư điện tử  Mật khẩu',
      '  chuyên viên (officer)  Sở Công Thương Lào Cai  15      a@b          x',
      '  phân tích (analyst)    Bộ                              c@d          y',
    ]);
  });
});
