import type { UnitOfWork } from '#lib/persistence';
import { registerTables, type TableAbout, type TableSource, writeTableXlsx } from '#lib/workbook';
import { CURRENT_EDITION, dayText } from '../export/about.js';
import type { RegisterRequest } from '../export/request.js';
import { rowsOf } from '../export/rows-of.js';
import { registerRead, registerStatement } from './register-sql.js';

/** Writes the register workbook of a province: five tables, one row for each thing, fit to be read in again. */
export async function registerBook(
  uow: UnitOfWork,
  request: RegisterRequest,
  common: TableAbout['facts'],
  path: string,
  percent: (percent: number) => void,
): Promise<number> {
  const { province, asOf } = request;
  const tables = registerTables.map((table): TableSource => {
    const read = registerRead(table.name, province, asOf);
    const keys = table.columns.map((column) => column.key);
    return {
      name: table.sheet,
      columns: table.columns,
      totals: false,
      batches: rowsOf(uow, { sql: registerStatement(read, keys), values: read.values, columns: table.columns }),
    };
  });
  return await writeTableXlsx(path, about(request, common), tables, (rows) => percent(Math.min(90, rows / 200)));
}

function about({ province, asOf }: RegisterRequest, common: TableAbout['facts']): TableAbout {
  return {
    title: 'Sổ đăng ký cụm công nghiệp',
    facts: [
      ['Tỉnh', province],
      ['Kỳ, ngày dữ liệu', `cụm theo trạng thái ngày ${dayText(asOf)}; các dòng khác theo hiểu biết hiện tại`],
      ['Phiên bản số liệu', CURRENT_EDITION],
      ['Độ phủ', 'mọi cụm, quy hoạch, quyết định, dự án thứ cấp và hợp đồng thuê đất của tỉnh có trong cơ sở dữ liệu'],
      ['Bộ lọc', `tỉnh ${province}`],
      [
        'Cách sửa và nộp lại',
        'Sửa trực tiếp trên các trang; thêm dòng mới ở cuối (để trống mã). Ghi “Đến ngày” để kết thúc một dòng, ghi “Gỡ bỏ” ở ' +
          'cột Thao tác để rút dòng ghi sai. Dòng không có trong tệp thì giữ nguyên. Hệ thống chạy thử và cho xem mọi thay đổi trước khi ghi.',
      ],
      ...common,
    ],
  };
}
