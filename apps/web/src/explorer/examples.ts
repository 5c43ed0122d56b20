/** A question an analyst asks, with the query that answers it. docs/api.md shows the same ones with their answers. */
export interface Example {
  readonly title: string;
  readonly titleVi: string;
  readonly query: string;
}

/** Ten useful queries, beside the explorer's editor. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'Which provinces are below 50 % and have more than 200 ha unleased?',
    titleVi: 'Tỉnh nào lấp đầy dưới 50 % và còn hơn 200 ha chưa cho thuê?',
    query: `{
  occupancy(
    by: PROVINCE, from: "2026-H1", to: "2026-H1", definition: LEASED_OVER_READY
    having: { rate: { below: "50" }, unleased: { above: "200" } }
    rankBy: UNLEASED, descending: true
  ) {
    rank
    provinceName
    rate
    unleased
    coverage { expected reported accepted }
  }
}`,
  },
  {
    title: 'How did occupancy of the nation move from period to period?',
    titleVi: 'Tỷ lệ lấp đầy cả nước thay đổi thế nào qua các kỳ?',
    query: `{
  occupancy(by: PERIOD, from: "2024-Y", to: "2026-H1", definition: LEASED_OVER_READY) {
    period
    rate
    leased
    land
    known
    coverage { expected accepted }
  }
}`,
  },
  {
    title: 'What do the two readings of the rate say of each region?',
    titleVi: 'Hai cách tính tỷ lệ lấp đầy cho kết quả gì ở từng vùng?',
    query: `query ($period: String = "2026-H1") {
  ready: occupancy(by: REGION, from: $period, to: $period, definition: LEASED_OVER_READY) { regionName rate known }
  industrial: occupancy(by: REGION, from: $period, to: $period, definition: LEASED_OVER_INDUSTRIAL) { regionName rate known }
}`,
  },
  {
    title: 'Where was most land leased since a year ago?',
    titleVi: 'Nơi nào cho thuê thêm nhiều đất nhất so với năm trước?',
    query: `{
  land(
    by: PROVINCE, from: "2026-H1", to: "2026-H1", compareWith: "2025-H1"
    rankBy: LEASED, byChange: true, descending: true, top: 5
  ) {
    rank
    provinceName
    leased { value before change known }
  }
}`,
  },
  {
    title: 'How many clusters are established, planned in detail, and have an investor, by region?',
    titleVi: 'Mỗi vùng có bao nhiêu cụm đã thành lập, có quy hoạch chi tiết, có chủ đầu tư?',
    query: `{
  clusterCounts(by: REGION, from: "2026-H1", to: "2026-H1") {
    regionName
    clusters { value }
    established { value }
    detailed { value }
    invested { value }
  }
}`,
  },
  {
    title: 'Which regions send least on time, form 02?',
    titleVi: 'Vùng nào nộp Biểu 02 đúng hạn ít nhất?',
    query: `{
  timeliness(by: REGION, from: "2025-Y", to: "2026-H1", form: "02", rankBy: ON_TIME_RATE) {
    rank
    regionName
    expected { value }
    onTime { value }
    late { value }
    missing { value }
    onTimeRate { value }
  }
}`,
  },
  {
    title: 'Which clusters are more than 80 % full and have no waste-water treatment?',
    titleVi: 'Cụm nào lấp đầy trên 80 % mà chưa có xử lý nước thải?',
    query: `{
  clusterFigures(
    first: 5
    filter: { occupancyRate: { above: "80" }, wastewaterInvested: { atMost: "0" } }
    orderBy: OCCUPANCY_RATE, descending: true
  ) {
    totalCount
    nodes { code name provinceName clusterType period occupancyRate landLeased }
  }
}`,
  },
  {
    title: 'Large clusters of some types, but for one province',
    titleVi: 'Các cụm lớn thuộc một số loại hình, trừ một tỉnh',
    query: `{
  clusterFigures(
    first: 5
    filter: {
      types: [SPECIALISED, CRAFT_VILLAGE]
      or: [{ landReady: { atLeast: "50" } }, { projects: { atLeast: "30" } }]
      not: { province: "01" }
    }
    orderBy: LAND_READY, descending: true
  ) {
    totalCount
    nodes { code provinceName clusterType landReady projects }
  }
}`,
  },
  {
    title: 'What stands today in a province of before the merger?',
    titleVi: 'Địa bàn một tỉnh trước sáp nhập hiện có những cụm nào?',
    query: `{
  clusterFigures(first: 5, filter: { territory: { unit: "15", on: "2025-06-30" } }, orderBy: CODE) {
    totalCount
    nodes { code provinceName period landLeased }
  }
}`,
  },
  {
    title: 'The whole history of one cluster',
    titleVi: 'Toàn bộ diễn biến của một cụm',
    query: `{
  clusterHistory(code: "TH01-00001") {
    period
    landReady
    landLeased
    occupancyRate
    projects
    labour
  }
}`,
  },
];
