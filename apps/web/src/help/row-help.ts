/** Help for one row of a form: what is counted, and the law's own place for it. */
export interface RowHelp {
  readonly vi: string;
  readonly en: string;
  /** Where the law says it, beside the form itself; null where the form alone does. */
  readonly law: string | null;
}

const row = (vi: string, en: string, law: string | null = null): RowHelp => ({ vi, en, law });

const PLAN = 'Nghị định 32/2024/NĐ-CP Điều 2.8, Điều 4–5';
const ESTABLISHED = 'Nghị định 32/2024/NĐ-CP Điều 2.9';
const INVESTOR = 'Nghị định 32/2024/NĐ-CP Điều 2.3';
const DETAILED = 'Nghị định 32/2024/NĐ-CP Điều 15';
const LAND = 'Nghị định 32/2024/NĐ-CP Điều 2.6';
const OCCUPANCY = 'Nghị định 32/2024/NĐ-CP Điều 2.7';
const CRAFT = 'Nghị định 32/2024/NĐ-CP Điều 2.2';
const SPECIALISED = 'Thông tư 14/2024/TT-BCT, ghi chú cuối biểu';
const AREA_OF = (tt: string) =>
  row(`Cộng diện tích của đúng các cụm đã đếm ở dòng ${tt}.`, `Area of the very clusters counted in row ${tt}.`);

/** Forms 03 and 04 share their keys; forms 01 and 02 have their own. */
export const rowHelp: Readonly<Record<string, RowHelp>> = {
  project_revenue: row(
    'Doanh thu trong kỳ của riêng dự án trong cụm (không lấy của cả doanh nghiệp nếu có nơi sản xuất khác). Đơn vị là tỷ đồng: 2.500 triệu đồng ghi 2,5.',
    'Revenue in the period of the project in the cluster alone. In billions of đồng: 2,500 million is 2.5.',
  ),
  project_budget_payment: row(
    'Thuế, phí, tiền thuê đất… đã nộp trong kỳ của dự án. Chưa phải nộp thì ghi 0.',
    'Taxes, fees, land rent paid in the period. Write 0 when nothing was due.',
  ),
  project_labour: row(
    'Số người có hợp đồng lao động làm việc tại dự án; không tính người làm khoán, thuê ngoài không có hợp đồng.',
    'People with a labour contract working at the project; not those hired without one.',
  ),
  project_avg_income: row(
    'Bình quân một người một tháng, đơn vị triệu đồng: 8.500.000 đồng ghi 8,5.',
    'Average of one person a month in millions of đồng: 8,500,000 is 8.5.',
  ),
  planned_count: row(
    'Đếm các cụm có tên trong danh mục của phương án phát triển đã duyệt trong quy hoạch tỉnh, trừ cụm đã đưa ra khỏi danh mục. Cụm chưa thành lập vẫn đếm.',
    'Clusters on the approved list of the provincial plan, established or not; not those taken off it.',
    PLAN,
  ),
  planned_area: AREA_OF('1'),
  established_count: row(
    'Đếm cụm có quyết định thành lập của UBND cấp tỉnh còn hiệu lực, đến hết kỳ. Quyết định phê duyệt quy hoạch chi tiết không phải là quyết định thành lập.',
    'Clusters with an establishment decision in force at the end of the period. A detailed-plan approval is not one.',
    ESTABLISHED,
  ),
  established_area: row(
    'Cộng diện tích trong quyết định thành lập (hoặc điều chỉnh, mở rộng sau cùng) của các cụm ở dòng 3.',
    'Area in the establishment decision as last adjusted or expanded, over row 3.',
    ESTABLISHED,
  ),
  established_in_period_count: row(
    'Chỉ đếm cụm có quyết định thành lập ký trong kỳ báo cáo; không có thì ghi 0.',
    'Only clusters whose decision was signed within the period; 0 when there is none.',
    'Thông tư 14/2024/TT-BCT Điều 3.2',
  ),
  established_in_period_area: AREA_OF('5'),
  enterprise_investor_count: row(
    'Đếm cụm có chủ đầu tư hạ tầng là doanh nghiệp. Cụm do ban quản lý hoặc UBND đầu tư không đếm ở đây.',
    'Clusters whose infrastructure investor is an enterprise, not a public body.',
    INVESTOR,
  ),
  enterprise_investor_area: AREA_OF('7'),
  detailed_plan_count: row(
    'Đếm cụm đã có quyết định phê duyệt quy hoạch chi tiết.',
    'Clusters with an approved detailed plan.',
    DETAILED,
  ),
  detailed_plan_area: AREA_OF('9'),
  infra_project_approved_count: row(
    'Đếm cụm đã có dự án đầu tư xây dựng hạ tầng kỹ thuật được phê duyệt.',
    'Clusters with an approved infrastructure project.',
  ),
  infra_project_approved_area: AREA_OF('11'),
  infra_total_investment: row(
    'Tổng mức đầu tư hạ tầng kỹ thuật ghi trong quyết định phê duyệt dự án, đơn vị tỷ đồng; không lấy số đã chi.',
    'Total investment as approved, in billions of đồng; not what was spent.',
  ),
  infra_paid_cumulative: row(
    'Vốn hạ tầng đã thanh toán, cộng dồn từ đầu dự án đến hết kỳ, đơn vị tỷ đồng. Không lớn hơn tổng mức đầu tư trừ khi có giải trình.',
    'Capital paid since the beginning of the project, in billions of đồng.',
  ),
  operating_count: row(
    'Cụm đã hoạt động là cụm đã có ít nhất một dự án đầu tư trong cụm. Bằng 15.1 + 15.2; không cộng 15.3 và 15.4.',
    'A cluster operates once it holds a project. It is 15.1 + 15.2; 15.3 and 15.4 are not added.',
  ),
  operating_established_count: row('Cụm ở dòng 15 đã có quyết định thành lập.', 'Row 15, established.', ESTABLISHED),
  operating_unestablished_count: row(
    'Cụm ở dòng 15 chưa có quyết định thành lập (thường là cụm hình thành từ trước).',
    'Row 15, not established: mostly older clusters.',
    ESTABLISHED,
  ),
  operating_craft_village_count: row(
    'Cụm làng nghề trong các cụm đã hoạt động; đã đếm ở 15.1 hoặc 15.2 rồi.',
    'Craft-village clusters among those operating; counted in 15.1 or 15.2 already.',
    CRAFT,
  ),
  operating_specialised_count: row(
    'Cụm dành tối thiểu 60 % diện tích đất công nghiệp cho cùng một ngành, nghề; đã đếm ở 15.1 hoặc 15.2 rồi.',
    'At least 60 % of industrial land for one industry; counted in 15.1 or 15.2 already.',
    SPECIALISED,
  ),
  operating_area: row('Bằng 16.1 + 16.2; không cộng 16.3 và 16.4.', '16.1 + 16.2; 16.3 and 16.4 are not added.'),
  operating_established_area: AREA_OF('15.1'),
  operating_unestablished_area: AREA_OF('15.2'),
  operating_craft_village_area: AREA_OF('15.3'),
  operating_specialised_area: AREA_OF('15.4'),
  industrial_land_operating: row(
    'Đất công nghiệp theo quy hoạch chi tiết đã duyệt: đất để dự án thuê sản xuất. Không phải diện tích cả cụm, không phải đất đã giải phóng mặt bằng.',
    'Industrial land as in the approved detailed plan: land for tenants, not the whole cluster.',
    LAND,
  ),
  industrial_land_leased: row(
    'Đất công nghiệp đã ký hợp đồng cho thuê hoặc thuê lại với dự án thứ cấp. Đất Nhà nước cho chủ đầu tư hạ tầng thuê không tính.',
    'Industrial land leased or sub-leased to tenants; the State’s lease to the investor does not count.',
    OCCUPANCY,
  ),
  occupancy_rate_avg: row(
    '100 × diện tích đất đã cho thuê hoặc đã có chủ trương đầu tư, giấy chứng nhận đầu tư ÷ tổng diện tích đất công nghiệp (dòng 17). Mỗi thửa tính một lần.',
    '100 × land leased or covered by an investment approval ÷ industrial land (row 17). Each plot once.',
    OCCUPANCY,
  ),
  occupancy_rate: row(
    '100 × diện tích đất đã cho thuê hoặc đã có chủ trương đầu tư, giấy chứng nhận đầu tư ÷ tổng diện tích đất công nghiệp của cụm.',
    '100 × land leased or covered by an investment approval ÷ industrial land of the cluster.',
    OCCUPANCY,
  ),
  projects_total: row(
    'Dự án sản xuất kinh doanh trong cụm, kể cả dự án chưa hoạt động. Không tính dự án hạ tầng.',
    'Production projects in the cluster, begun or not; not the infrastructure project.',
  ),
  projects_fdi: row('Trong số dự án trên, dự án có vốn nước ngoài.', 'Those with foreign capital.'),
  projects_operating: row(
    'Trong số dự án trên, dự án đang sản xuất, kinh doanh. Không lớn hơn tổng số dự án.',
    'Those in operation; not more than the total.',
  ),
  projects_revenue: row(
    'Cộng dòng 1 của các Biểu 01 nhận được trong kỳ. Đơn vị tỷ đồng.',
    'Sum of row 1 of the forms 01 of the period, in billions of đồng.',
  ),
  projects_budget_payment: row('Cộng dòng 2 của các Biểu 01 trong kỳ.', 'Sum of row 2 of the forms 01.'),
  labour_total: row('Cộng dòng 3 của các Biểu 01. Chỉ người có hợp đồng lao động.', 'Sum of row 3 of the forms 01.'),
  wastewater_invested: row('Đã hoặc đang đầu tư ghi 1, chưa ghi 0.', '1 when built or being built, else 0.'),
  wastewater_compliant: row('Đạt tiêu chuẩn môi trường ghi 1, không ghi 0.', '1 when compliant, else 0.'),
  wastewater_invested_count: row(
    'Đếm cụm đã hoặc đang đầu tư hệ thống xử lý nước thải tập trung.',
    'Clusters where central treatment is built or being built.',
  ),
  wastewater_compliant_count: row(
    'Trong số cụm ở dòng 26, cụm có hệ thống đạt tiêu chuẩn môi trường. Không lớn hơn dòng 26.',
    'Of row 26, those that comply; not more than row 26.',
  ),
};
