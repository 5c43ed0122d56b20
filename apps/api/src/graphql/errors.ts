import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { DomainError } from '#lib/kernel';
import { type Language, languageOf, sentence } from '../http/language.js';
import { surprise } from '../http/surprise.js';
import type { GraphContext } from './context.js';
import { UserError } from './user-error.js';

/** Faults of the document or its variables, found before anything ran: GraphQL's own sentence helps a programmer most. */
const DOCUMENT_FAULTS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
]);

/**
 * What is shown of an error: an expected failure with code and sentence, a document's fault as GraphQL words it,
 * anything else as an id. The English sentence travels along until the answer's language is known (see below).
 */
export function presentError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = error instanceof GraphQLError ? error.originalError : error;
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (cause instanceof DomainError) {
      const input = cause.path === undefined ? {} : { input: cause.path };
      return {
        message: cause.message,
        ...place,
        extensions: { code: cause.code, ...input, messageEn: cause.messageEn },
      };
    }
    if (isStatementTimeout(cause)) {
      const { message, code, messageEn } = tooSlow();
      return { message, ...place, extensions: { code, messageEn } };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && DOCUMENT_FAULTS.has(code) && (cause === undefined || cause instanceof GraphQLError))
      return { message: formatted.message, ...place, extensions: { code } };
    const { message, messageEn, ...shown } = surprise(cause ?? error, log, { path: formatted.path?.join('.') });
    return { message, ...place, extensions: { ...shown, messageEn } };
  };
}

/** An error as `presentError` leaves it, in one language. */
export function inLanguage(error: GraphQLFormattedError, language: Language): GraphQLFormattedError {
  const { messageEn, ...extensions } = error.extensions ?? {};
  const en = typeof messageEn === 'string' ? messageEn : undefined;
  return { ...error, message: sentence({ message: error.message, messageEn: en }, language), extensions };
}

/** PostgreSQL's own word for a statement that ran into statement_timeout. */
function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

function tooSlow(): DomainError {
  return new DomainError({
    code: 'QUERY_TOO_SLOW',
    message: 'Truy vấn chạy quá lâu nên đã bị dừng. Hãy lọc hẹp hơn, hỏi ít kỳ hơn, hoặc dùng chức năng xuất dữ liệu.',
    messageEn: 'The query took too long and was stopped. Narrow the filter, ask for fewer periods, or use an export.',
  });
}

/** Chooses the caller's language in the errors of an answer. */
export const answerInLanguage: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (!result.errors) return;
        const { req } = contextValue as Partial<GraphContext>;
        const language = req ? languageOf(req) : 'vi';
        result.errors = result.errors.map((error) => inLanguage(error, language));
      },
    };
  },
};

/**
 * Runs a mutation's work. An expected failure becomes part of the result; a surprise is thrown on.
 * @returns the value, or null and why.
 */
export async function expected<T>(
  context: GraphContext,
  work: () => Promise<T>,
): Promise<{ value: T | null; errors: UserError[] }> {
  try {
    return { value: await work(), errors: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const told: UserError = {
      code: error.code,
      path: error.path ?? null,
      message: sentence(error, languageOf(context.req)),
    };
    return { value: null, errors: [told] };
  }
}
