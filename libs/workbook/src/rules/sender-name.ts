/**
 * The sender as a form prints it: "Sở Công Thương" and "Tỉnh Lào Cai" -> "Sở Công Thương tỉnh Lào Cai". Behind another
 * word the kind of a unit is written small.
 */
export function senderName(printed: string | null | undefined, unitName: string): string {
  const before = printed?.trim() ?? '';
  if (before === '') return unitName.trim();
  return `${before} ${unitName.trim().replace(/^(Tỉnh|Thành phố|Xã|Phường|Đặc khu)(?= )/u, (kind) => kind.toLocaleLowerCase('vi'))}`.trim();
}
