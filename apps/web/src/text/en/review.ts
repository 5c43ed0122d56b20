export const review = {
  'compare.before': 'Submitted before',
  'compare.same': 'unchanged',
  'compare.none': 'none',
  'compare.difference': 'Change on last period',
  'compare.other': 'differs from the report',
  'compare.coverage': 'from {n}/{expected} sources',
  'compare.legend':
    'Coloured: differs from what the system derives, moved by 20 % or more on the same period last year, or changed since the last submission.',
  'compare.legendShort':
    'Coloured: moved by 20 % or more on the same period last year, or changed since the last submission.',
  'compare.noLast': 'The unit filed nothing for the same period last year.',
  'compare.onlyOdd': 'Only the {n} rows to look at',
  'changes.title': '{n} figures changed since the last submission',
  'changes.nothing': 'No figure changed since the last submission.',
  'changes.fromTo': '{before} → {now}',
  'changes.marked': 'marked cell',
};
