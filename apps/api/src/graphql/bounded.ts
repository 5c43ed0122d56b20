import { Extensions, Field, type FieldOptions, Query, ResolveField, type ReturnTypeFunc } from '@nestjs/graphql';

type Documented = FieldOptions & { description: string };

/** Name of the schema extension that carries a list's bound; test/system/api-access.spec.ts asks for it on every list. */
export const MAX_ITEMS = 'maxItems';

/**
 * A list that is short by nature (rows of a form, decisions about one cluster). Lists that grow with the
 * country are connections instead. The bound is documented, and counts in the cost of a query.
 */
export function BoundedList(max: number, type: ReturnTypeFunc, options: Documented): PropertyDecorator {
  return (target, key) => {
    Field(type, { ...options, description: `${options.description} At most ${max}.` })(target, key);
    Extensions({ [MAX_ITEMS]: max })(target, key);
  };
}

/** The same for a field that a resolver's method answers. */
export function BoundedListField(max: number, type: ReturnTypeFunc, options: Documented): MethodDecorator {
  return (target, key, descriptor) => {
    ResolveField(type, { ...options, description: `${options.description} At most ${max}.` })(target, key, descriptor);
    Extensions({ [MAX_ITEMS]: max })(target, key);
  };
}

/** The same for a query that answers with a short list. */
export function BoundedListQuery(max: number, type: ReturnTypeFunc, options: Documented): MethodDecorator {
  return (target, key, descriptor) => {
    Query(type, { description: `${options.description} At most ${max}.` })(target, key, descriptor);
    Extensions({ [MAX_ITEMS]: max })(target, key);
  };
}
