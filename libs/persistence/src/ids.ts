import { v7 } from 'uuid';

/** A new identity: uuid version 7, so that newer rows sort after older ones. */
export function newId(): string {
  return v7();
}
