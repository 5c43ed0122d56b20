import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import { DomainError } from '#lib/kernel';
import type { GraphContext } from '../graphql/context.js';
import { inLanguage, presentError } from '../graphql/errors.js';
import { LIMITS, measure, refuseBeyondLimits } from '../graphql/limits.js';
import { languageOf } from '../http/language.js';

/** Context of one event: loaders keep what they have read, so the next event needs fresh ones. */
export interface LiveContext extends GraphContext {
  fresh(): LiveContext;
}

/** Judges what a client wants to follow, before anything runs. @returns what to execute, or why not */
export function judge(
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribePayload,
  contextValue: LiveContext,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== 'subscription') return [refusal(onlySubscriptions())];
    const faults = validate(schema, document);
    if (faults.length > 0) return faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
    refuseBeyondLimits(measure(schema, document, operation, variables ?? {}));
    return { schema, document, operationName: operationName ?? null, variableValues: variables ?? null, contextValue };
  } catch (error) {
    if (error instanceof DomainError) return [refusal(error)];
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

/** Runs a subscription: each event is a whole execution, with a context of its own. */
export async function follow(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const { value, done } = await events.next();
      if (done === true) return { value: undefined, done: true };
      const contextValue = (args.contextValue as LiveContext).fresh();
      return { value: await execute({ ...args, rootValue: value, contextValue }), done: false };
    },
    return: async () => {
      await events.return?.();
      return { value: undefined, done: true };
    },
    throw: async (error: unknown) => {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

/** Errors as the other doors show them: code and sentence in the reader's language, or an id. */
export function presentErrors(
  log: Logger,
  errors: readonly GraphQLError[],
  asker: Parameters<typeof languageOf>[0],
): GraphQLFormattedError[] {
  const present = presentError(log);
  return errors.map((error) => inLanguage(present(error.toJSON(), error), languageOf(asker)));
}

/** An event's answer with its errors presented. */
export function presentResult(
  log: Logger,
  { data, errors }: { readonly data?: Record<string, unknown> | null | undefined; readonly errors?: Errors },
  asker: Parameters<typeof languageOf>[0],
): FormattedExecutionResult {
  const shown = errors === undefined ? {} : { errors: presentErrors(log, errors, asker) };
  return { ...(data === undefined ? {} : { data }), ...shown };
}

type Errors = readonly GraphQLError[] | undefined;

/** An expected failure in the form GraphQL carries. */
export function refusal(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { nodes = null, source = null, positions = null } = error;
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code } });
}

function onlySubscriptions(): DomainError {
  return new DomainError({
    code: 'ONLY_SUBSCRIPTIONS',
    message: 'Kết nối này chỉ dùng để theo dõi thay đổi (subscription). Hãy gửi truy vấn qua POST /graphql.',
    messageEn: 'This connection is for subscriptions only. Send queries by POST /graphql.',
  });
}
