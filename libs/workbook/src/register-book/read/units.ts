import { findUnit, type WrittenUnit } from '#lib/forms';

/** Areas are kept in hectares. */
export const AREA_UNITS: readonly WrittenUnit[] = [
  { unit: 'ha', also: ['hecta', 'héc ta', 'hec-ta', 'hectare'], factor: '1' },
  { unit: 'm2', also: ['m²', 'mét vuông'], factor: '0.0001' },
  { unit: 'km2', also: ['km²'], factor: '100' },
];

/** Money is kept in billions of dong. */
export const MONEY_UNITS: readonly WrittenUnit[] = [
  { unit: 'tỷ đồng', also: ['tỷ', 'tỷ VNĐ', 'tỷ VND'], factor: '1' },
  { unit: 'triệu đồng', also: ['triệu', 'trđ', 'tr.đ', 'triệu VNĐ'], factor: '0.001' },
  { unit: 'nghìn đồng', also: ['ngàn đồng', '1000 đồng', '1.000 đồng'], factor: '0.000001' },
  { unit: 'đồng', also: ['VNĐ', 'VND', 'đ'], factor: '0.000000001' },
];

/** What a figure may be written in, by the unit in which the register keeps it. */
export const UNITS: Readonly<Record<string, readonly WrittenUnit[]>> = {
  ha: AREA_UNITS,
  'tỷ đồng': MONEY_UNITS,
  '%': [{ unit: '%', also: ['phần trăm'], factor: '1' }],
};

/** A heading and the unit written in it: "Diện tích (ha)", "Diện tích, ha", "Vốn - ĐVT: tỷ đồng". */
export function headingParts(heading: string): { readonly label: string; readonly unit: WrittenUnit | null } {
  const m = /^(.*?)\s*(?:\(([^()]*)\)|[,:–-]\s*([^,:–-]+))\s*$/su.exec(heading);
  const written = (m?.[2] ?? m?.[3] ?? '').replace(/^\s*(đvt|đơn vị tính|đơn vị|tính bằng)\s*:?\s*/iu, '').trim();
  const unit = written === '' ? undefined : (findUnit(written, AREA_UNITS) ?? findUnit(written, MONEY_UNITS));
  if (m?.[1] !== undefined && unit !== undefined) return { label: m[1], unit };
  return { label: heading, unit: null };
}
