import { Field, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar } from '../graphql/scalars.js';

@ObjectType({
  description:
    'Province or centrally-run city (tỉnh, thành phố trực thuộc trung ương) as it stood in a span of time. 34 since 2025-07-01, 63 before (Resolution 202/2025/QH15).',
})
export class Province {
  @Field(() => String, {
    description:
      'Official code (mã tỉnh), two digits. Codes changed owner on 2025-07-01, so a code is meant together with a date.',
  })
  code!: string;

  @Field(() => String, { description: 'Short name (tên) in Vietnamese: "Lào Cai".' })
  name!: string;

  @Field(() => String, { description: 'Full name (tên đầy đủ): "Tỉnh Lào Cai".' })
  fullName!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, {
    description: 'Kind of unit as written in the list of units (loại đơn vị hành chính): province or city.',
  })
  type!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the socio-economic region (mã vùng); null where the list gives none.',
  })
  regionCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Socio-economic region (vùng kinh tế - xã hội); null where the list gives none.',
  })
  region!: string | null;

  @Field(() => DateScalar, { description: 'First day on which the unit stands so (có hiệu lực từ).' })
  validFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer does (hết hiệu lực từ); null while it stands.',
  })
  validTo!: string | null;
}

@ObjectType({
  description:
    'Commune, ward or special zone (xã, phường, đặc khu) as it stood in a span of time. 3,321 since 2025-07-01.',
})
export class Commune {
  @Field(() => String, { description: 'Official code (mã xã), five digits, meant together with a date.' })
  code!: string;

  @Field(() => String, { description: 'Name (tên): "Văn Phú".' })
  name!: string;

  @Field(() => String, {
    description: 'Kind of unit as written in the list of units (loại): commune, ward, special zone.',
  })
  type!: string;

  @Field(() => String, { description: 'Code of the province it lies in (mã tỉnh).' })
  provinceCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Former district (huyện cũ) it lay in; null since the district level ended on 2025-07-01.',
  })
  districtName!: string | null;

  @Field(() => DateScalar, { description: 'First day on which the unit stands so (có hiệu lực từ).' })
  validFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer does (hết hiệu lực từ); null while it stands.',
  })
  validTo!: string | null;
}

@ObjectType({
  description:
    'One step of descent between units (sắp xếp, sáp nhập đơn vị hành chính): the past stays where it was, this says where it went.',
})
export class UnitLineage {
  @Field(() => DateScalar, { description: 'Day of the change (ngày có hiệu lực).' })
  onDate!: string;

  @Field(() => String, { description: 'Code before the change (mã cũ).' })
  fromCode!: string;

  @Field(() => String, { description: 'Name before the change (tên cũ).' })
  fromName!: string;

  @Field(() => String, { description: 'Code after the change (mã mới).' })
  toCode!: string;

  @Field(() => String, { description: 'Name after the change (tên mới).' })
  toName!: string;

  @Field(() => Boolean, {
    description:
      'The former unit was divided among several (bị chia tách), so its figures cannot be carried over whole.',
  })
  divided!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Resolution that made the change (căn cứ pháp lý); null where the list gives none.',
  })
  legalBasis!: string | null;
}

@ObjectType({ description: 'A page of provinces (tỉnh), by code.' })
export class ProvinceConnection extends connectionType(Province, 'Province', 'provinces (tỉnh)') {}

@ObjectType({ description: 'A page of communes (xã), by code.' })
export class CommuneConnection extends connectionType(Commune, 'Commune', 'communes (xã)') {}

@ObjectType({ description: 'Where a unit came from and what became of it (quá trình sắp xếp).' })
export class UnitHistory {
  @BoundedList(500, () => [UnitLineage], { description: 'Steps that made it (đơn vị tiền thân).' })
  predecessors!: UnitLineage[];

  @BoundedList(500, () => [UnitLineage], { description: 'Steps that ended it (đơn vị kế thừa).' })
  successors!: UnitLineage[];
}
