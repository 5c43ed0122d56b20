import { createHash } from 'node:crypto';
import type { Clock } from '#lib/kernel';

/** The bytes of an answer, and their name. */
export interface KeptAnswer {
  readonly body: Buffer;
  /** Strong ETag: the same bytes, for ever. */
  readonly etag: string;
}

/**
 * Answers that never change, as they went over the wire, in the memory of one process: at most so many bytes, the one longest
 * not asked for goes first. Each is forgotten after a while all the same, because who sees which row follows the map.
 */
export class KeptAnswers {
  private readonly byKey = new Map<string, KeptAnswer & { readonly until: number }>();
  private held = 0;

  constructor(
    private readonly clock: Clock,
    private readonly most: { readonly bytes: number; readonly ms: number },
  ) {}

  /** Bytes held now, keys included. */
  get bytes(): number {
    return this.held;
  }

  get(key: string): KeptAnswer | null {
    const found = this.byKey.get(key);
    if (found === undefined) return null;
    this.drop(key);
    if (found.until <= this.clock.now().getTime()) return null;
    // Put at the end: the first one is the one longest not asked for.
    this.put(key, found);
    return found;
  }

  /** Keeps an answer. One that would take more than an eighth of all is not kept. */
  keep(key: string, body: Buffer): KeptAnswer {
    const answer = { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
    this.drop(key);
    if (8 * sizeOf(key, answer) > this.most.bytes) return answer;
    this.put(key, { ...answer, until: this.clock.now().getTime() + this.most.ms });
    for (const oldest of this.byKey.keys()) {
      if (this.held <= this.most.bytes) break;
      this.drop(oldest);
    }
    return answer;
  }

  private put(key: string, answer: KeptAnswer & { readonly until: number }): void {
    this.byKey.set(key, answer);
    this.held += sizeOf(key, answer);
  }

  private drop(key: string): void {
    const found = this.byKey.get(key);
    if (found === undefined) return;
    this.byKey.delete(key);
    this.held -= sizeOf(key, found);
  }
}

/** Texts of a key are two bytes a letter at most. */
function sizeOf(key: string, { body, etag }: KeptAnswer): number {
  return body.length + 2 * key.length + etag.length;
}
