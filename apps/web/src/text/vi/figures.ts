/** Units and figures that stand on several pages. */
export const figures = {
  'unit.percent': '%',
  'unit.ha': 'ha',
  'unit.bvnd': 'tỷ đồng',
  'unit.project': 'dự án',
  'unit.person': 'người',
  'unit.cluster': 'cụm',
  'unit.filing': 'báo cáo',
  'figure.landReady': 'Đất công nghiệp đã có hạ tầng',
  'figure.landLeased': 'Đất công nghiệp đã cho thuê',
  'figure.occupancy': 'Tỷ lệ lấp đầy',
  'figure.projects': 'Dự án thứ cấp',
  'figure.labour': 'Lao động',
} as const;
