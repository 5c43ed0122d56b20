import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    "An expected failure (lỗi nghiệp vụ), part of a mutation's result: what is wrong, where, and what to do.",
})
export class UserError {
  @Field(() => String, {
    description: 'Stable code in UPPER_SNAKE_CASE, for programs; never reused for another meaning.',
  })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where in the input, such as "unit" or "figures.planned_count"; null when it is about the whole.',
  })
  path!: string | null;

  @Field(() => String, {
    description: "A sentence in the caller's language (Vietnamese by default) that says where, what and what to do.",
  })
  message!: string;
}
