import type { IsoDate } from '#lib/kernel';

/**
 * The named definitions: one entry per question the law leaves open (or that practice answers in several
 * ways), with the default and the other answers. Nothing is decided silently: every figure carries the
 * names it was made under, and the values under the other answers are computed beside it.
 */

/**
 * `statutory`: worded in the law. `recommended`: the law is silent, this reading is the default.
 * `alternative`: another lawful reading. `informal`: used in practice, not a reading of the law.
 */
export type LegalStatus = 'statutory' | 'recommended' | 'alternative' | 'informal';

export interface DefinitionChoice {
  readonly name: string;
  readonly legalStatus: LegalStatus;
  /** First day it may be named, and the first it may no longer be; left out: as its point. */
  readonly validFrom?: IsoDate;
  readonly validTo?: IsoDate;
  readonly vi: string;
  readonly en: string;
}

export interface DefinitionPoint {
  /** Rows (tt) whose figure it touches. */
  readonly rows: readonly string[];
  readonly questionVi: string;
  readonly basis: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  /** The first is the default. */
  readonly choices: readonly [DefinitionChoice, ...DefinitionChoice[]];
}

const T14 = '2024-10-01';
const D32 = '2024-05-01';

const choice = <const N extends string>(
  name: N,
  legalStatus: LegalStatus,
  vi: string,
  en: string,
): DefinitionChoice & { readonly name: N } => ({
  name,
  legalStatus,
  vi,
  en,
});

const OPERATING_COUNTS = ['15', '15.1', '15.2', '15.3', '15.4'];
const OPERATING_AREAS = ['16', '16.1', '16.2', '16.3', '16.4'];
const OPERATING_ROWS = [...OPERATING_COUNTS, ...OPERATING_AREAS];
const ESTABLISHMENT_ROWS = ['3', '4', '5', '6', '7', '8', '12', ...OPERATING_ROWS];

export const definitionPoints = {
  plan_scope: {
    rows: ['1', '2'],
    questionVi: 'Cụm đã đưa ra khỏi phương án phát triển nhưng vẫn hoạt động có được tính không?',
    basis: 'Circular 14/2024 form 04 rows 1-2: silent. Decree 32/2024 Art. 4.2.đ, 5.3.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('listed_in_force', 'recommended', 'có trong phương án đang hiệu lực', 'listed in the plan in force'),
      choice(
        'listed_or_operating',
        'alternative',
        'có trong phương án, hoặc đã đưa ra nhưng còn hoạt động',
        'listed, or withdrawn and still operating',
      ),
    ],
  },
  plan_area: {
    rows: ['2'],
    questionVi: 'Diện tích theo phương án lấy theo văn bản quy hoạch hay theo quyết định thành lập?',
    basis: 'Decree 32/2024 Art. 10.4 lets a decision exceed the plan by at most 5 ha; row 2 names the plan.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('plan_document', 'recommended', 'theo văn bản quy hoạch', 'as in the planning document'),
      choice(
        'decision_else_plan',
        'alternative',
        'theo quyết định thành lập, chưa có thì theo quy hoạch',
        'as established, else as planned',
      ),
    ],
  },
  establishment_day: {
    rows: ESTABLISHMENT_ROWS,
    questionVi: 'Ngày thành lập là ngày ký hay ngày có hiệu lực của quyết định?',
    basis: 'Circular 14/2024 form 04 rows 3-6: not stated.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('signed', 'recommended', 'ngày ký', 'day of signature'),
      choice('effective', 'alternative', 'ngày có hiệu lực (không ghi thì ngày ký)', 'effective day, else signature'),
    ],
  },
  undated_decision: {
    rows: [...ESTABLISHMENT_ROWS, '9', '10', '11', '17', '19'],
    questionVi: 'Quyết định không rõ ngày ký có được tính không?',
    basis: 'A decision counts when signed on or before the cut-off; without a date this cannot be shown.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('not_counted', 'recommended', 'không tính', 'not counted'),
      choice('counted', 'informal', 'coi như đã ký từ trước', 'taken as signed long ago'),
    ],
  },
  expansion_in_period: {
    rows: ['5', '6'],
    questionVi: 'Mở rộng cụm trong kỳ có được tính vào "thành lập trong kỳ" không?',
    basis: 'Circular 14/2024 form 04 rows 5-6 do not mention expansions.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('excluded', 'recommended', 'không tính mở rộng', 'expansions not counted'),
      choice('included', 'alternative', 'tính cả phần mở rộng', 'expansions counted with the area added'),
    ],
  },
  investor_kind: {
    rows: ['7', '8'],
    questionVi: '"Doanh nghiệp làm chủ đầu tư" gồm những chủ thể nào?',
    basis: 'Decree 32/2024 Art. 2.3 allows cooperatives and other organisations; row 7 says enterprise.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice(
        'enterprise_and_consortium',
        'recommended',
        'doanh nghiệp và liên danh doanh nghiệp',
        'enterprises and consortia of enterprises',
      ),
      choice('enterprise_only', 'alternative', 'chỉ một doanh nghiệp', 'single enterprises only'),
      choice(
        'enterprise_or_cooperative',
        'alternative',
        'doanh nghiệp, liên danh và hợp tác xã',
        'enterprises, consortia and cooperatives',
      ),
    ],
  },
  investor_scope: {
    rows: ['7', '8'],
    questionVi: 'Chỉ tính cụm đã thành lập hay mọi cụm đã có doanh nghiệp làm chủ đầu tư?',
    basis: 'Circular 14/2024 form 04 rows 7-8: not stated.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('established', 'recommended', 'chỉ cụm đã thành lập', 'established clusters only'),
      choice('all', 'alternative', 'mọi cụm', 'all clusters'),
    ],
  },
  detailed_plan_area: {
    rows: ['10'],
    questionVi: 'Diện tích dòng 10 là diện tích quy hoạch chi tiết hay diện tích cụm?',
    basis: 'Circular 14/2024 form 04 row 10: not stated.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('detailed_plan', 'recommended', 'diện tích lập quy hoạch chi tiết', 'area of the detailed plan'),
      choice('cluster', 'alternative', 'diện tích cụm', 'area of the cluster'),
    ],
  },
  infra_project_area: {
    rows: ['12'],
    questionVi: 'Diện tích dòng 12 là diện tích cụm hay diện tích dự án hạ tầng?',
    basis: 'Circular 14/2024 form 04 row 12 says "diện tích các cụm công nghiệp".',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('cluster', 'recommended', 'diện tích cụm', 'area of the cluster'),
      choice('project', 'alternative', 'diện tích dự án được duyệt', 'area of the approved project'),
    ],
  },
  project_in_cluster: {
    rows: [...OPERATING_ROWS, '17', '19', '20', '21', '22'],
    questionVi: 'Dự án nào được coi là đã có trong cụm?',
    basis: 'Row 15 says "đã có dự án đầu tư trong cụm"; a project before its start, or stopped, is not mentioned.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice(
        'leased_or_approved',
        'recommended',
        'đã thuê đất hoặc có văn bản đầu tư, chưa chấm dứt',
        'land leased or investment paper issued, not ended',
      ),
      choice('leased', 'alternative', 'đã thuê đất, chưa chấm dứt', 'land leased, not ended'),
      choice('in_production', 'alternative', 'đang sản xuất kinh doanh', 'in production'),
      choice('registered', 'informal', 'mọi dự án đã đăng ký, chưa chấm dứt', 'every registered project not ended'),
    ],
  },
  unestablished_area: {
    rows: ['12', ...OPERATING_AREAS.filter((tt) => tt !== '16.1')],
    questionVi: 'Diện tích cụm chưa thành lập lấy theo đâu?',
    basis: 'Circular 14/2024 form 04 row 16.2: silent.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice(
        'detailed_plan_else_planned',
        'recommended',
        'quy hoạch chi tiết, chưa có thì phương án phát triển',
        'detailed plan, else development plan',
      ),
      choice('planned', 'alternative', 'phương án phát triển', 'development plan'),
    ],
  },
  leased_land: {
    rows: ['18'],
    questionVi: 'Dòng 18 chỉ gồm đất đã cho thuê, hay cả đất đã được chấp thuận, cấp chứng nhận đầu tư?',
    basis: 'Row 18 says "đã cho thuê"; the numerator of Decree 32/2024 Art. 2.7 is wider.',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('leased_only', 'statutory', 'chỉ đất đã cho thuê, cho thuê lại', 'leased or sub-leased land only'),
      choice('occupancy_numerator', 'alternative', 'tử số Điều 2.7', 'numerator of Art. 2.7'),
    ],
  },
  occupancy_rate: {
    rows: ['19'],
    questionVi: 'Tỷ lệ lấp đầy bình quân tính như thế nào?',
    basis: 'Decree 32/2024 Art. 2.7; whether the average is weighted is not stated.',
    validFrom: D32,
    validTo: null,
    choices: [
      choice(
        'art_2_7_weighted',
        'recommended',
        'Điều 2.7 Nghị định 32/2024, bình quân gia quyền theo đất công nghiệp',
        'Decree 32/2024 Art. 2.7, weighted by industrial land',
      ),
      choice(
        'art_2_7_simple_mean',
        'alternative',
        'Điều 2.7, trung bình cộng các cụm',
        'Art. 2.7, simple mean of clusters',
      ),
      choice('leased_over_industrial', 'informal', 'đã cho thuê / đất công nghiệp', 'leased / industrial land'),
      choice(
        'leased_over_ready',
        'informal',
        'đã cho thuê / đất công nghiệp đã xong hạ tầng',
        'leased / infrastructure-ready land',
      ),
      choice('leased_over_total', 'informal', 'đã cho thuê / diện tích cụm', 'leased / total cluster area'),
    ],
  },
  industrial_land: {
    rows: ['19'],
    questionVi: 'Mẫu số của cụm chưa có quy hoạch chi tiết được duyệt lấy theo đâu?',
    basis: 'Decree 32/2024 Art. 2.6: industrial land is what the approved detailed plan fixes.',
    validFrom: D32,
    validTo: null,
    choices: [
      choice(
        'plan_else_statement',
        'recommended',
        'quy hoạch chi tiết; chưa có thì số liệu kê khai, ghi rõ là chưa xác nhận',
        'detailed plan, else a statement marked unconfirmed',
      ),
      choice('plan_only', 'statutory', 'chỉ quy hoạch chi tiết đã duyệt', 'approved detailed plan only'),
      choice(
        'with_implied',
        'informal',
        'kể cả mẫu số suy ra từ tỷ lệ đã công bố',
        'also denominators implied by published rates',
      ),
    ],
  },
  foreign_capital: {
    rows: ['21'],
    questionVi: 'Có vốn nước ngoài là có bất kỳ phần vốn nào hay phần vốn chi phối?',
    basis: 'Circular 14/2024 form 04 row 21: not stated. The register records only whether there is any.',
    validFrom: T14,
    validTo: null,
    choices: [choice('any_share', 'recommended', 'có bất kỳ phần vốn nước ngoài nào', 'any foreign share')],
  },
  infra_project_flows: {
    rows: ['23', '24'],
    questionVi: 'Có cộng doanh thu, nộp ngân sách của dự án hạ tầng không?',
    basis: 'Circular 14/2024 form 04 rows 23-24: not stated (form 02 rows 9-10).',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('excluded', 'recommended', 'không cộng dự án hạ tầng', 'infrastructure project excluded'),
      choice('included', 'alternative', 'cộng cả dự án hạ tầng', 'infrastructure project included'),
    ],
  },
  infra_project_labour: {
    rows: ['25'],
    questionVi: 'Có cộng lao động của dự án hạ tầng không?',
    basis: 'Row 25 covers all workers in clusters (form 02 row 11).',
    validFrom: T14,
    validTo: null,
    choices: [
      choice('included', 'recommended', 'cộng cả dự án hạ tầng', 'infrastructure project included'),
      choice('excluded', 'alternative', 'không cộng dự án hạ tầng', 'infrastructure project excluded'),
    ],
  },
} as const satisfies Record<string, DefinitionPoint>;
