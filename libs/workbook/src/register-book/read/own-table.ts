import { searchKey } from '#lib/kernel';
import type { RegisterTableName } from '../columns.js';
import { RETRACT_WORD } from '../words.js';
import { findingAt, type Line, readLine, type TableContext, type TableReader } from './line.js';

const RETRACT = searchKey(RETRACT_WORD);

/** Reads a table that has the register's own columns. */
export function ownTable(context: TableContext, table: RegisterTableName): TableReader {
  const { found, stage, options, sheet } = context;
  const at = new Map(found.columns.map((c) => [c.column.key, c.col]));
  const needsCluster = table !== 'clusters' && !at.has('clusterName') && !at.has('clusterCode');
  if (needsCluster && options.cluster !== null) at.set('clusterName', found.columns[0]?.col ?? 1);
  const source = stage.source(table, sheet, at);
  const keys = new Set(found.columns.filter((c) => c.column.role === 'key').map((c) => c.column.key));
  return {
    row(line: Line) {
      const read = readLine(context, line, (key) => keys.has(key));
      if (read === null) return;
      const { values } = read;
      let { isBad } = read;
      const action = values['action'] ?? null;
      if (action !== null) {
        const isRetract = searchKey(action) === RETRACT;
        values['action'] = isRetract ? 'retract' : null;
        if (!isRetract) {
          findingAt(context, line.row, at.get('action'), 'REGISTER_ACTION_UNKNOWN', { found: action });
          isBad = true;
        }
      }
      if (needsCluster) values['clusterName'] = options.cluster;
      stage.put(source, line.row, values, isBad);
    },
  };
}
