import type { HelpGuide } from './guide-vi.js';

export const guideEn: HelpGuide = {
  when: 'Who files which form, and by when',
  heads: ['Form', 'Sender', 'Receivers', 'Six months', 'Year'],
  forms: [
    ['Form 01', 'Enterprise with a project in a cluster', 'Statistics office; commune', 'before 20/6', 'before 20/12'],
    [
      'Form 02',
      'Infrastructure investor',
      'Statistics office; commune; department',
      'before 20 June',
      'before 20 December',
    ],
    ['Form 03', 'Commune committee', 'Provincial committee; department', 'before 25/6', 'before 25/12'],
    ['Form 04', 'Department', 'Provincial committee; ministry', 'before 30/6', 'before 31/12'],
  ],
  whenNote:
    '“Before 25 December” means that the 24th is the last day on time. Six months: 15 December to 14 June; year: 15 December to 14 December, the six months included.',
  chapters: [
    {
      title: 'Communes: how form 03 is made',
      for: ['commune'],
      points: [
        'On the desk see what is owed to you: forms 01 and 02 have to come first. Remind who is late at a click.',
        'Open each report, read it beside last year’s, accept it, or mark the doubtful cells and return it with a reason.',
        'Open form 03. “Derived” holds the sums of the register and of what was received; fill the blank rows with it and check each.',
        'Or download the prefilled workbook, edit and upload it; faults are shown by cell.',
        'Mend or explain each warning, submit, and keep the receipt.',
        'It can be sent while reports from below are missing, with a reason.',
        'A commune without a cluster sends a nil report.',
        'After a return only the marked cells open; answer each with a new figure or an explanation, then submit again.',
      ],
    },
    {
      title: 'Enterprises and investors: forms 01 and 02',
      for: ['enterprise', 'investor'],
      points: [
        'Form 01 has four figures and can be filled in behind the link of the reminder, without signing in.',
        'Only the project in the cluster counts, not the whole firm.',
        'Units: billions of đồng (revenue, budget), millions of đồng a person and month (income).',
        'Form 02: rows 3 to 5 are about industrial land, not the whole cluster; rows 13 and 14 are 1 or 0.',
      ],
    },
    {
      title: 'Departments and ministry: review and consolidation',
      for: ['department', 'ministry'],
      points: [
        'Received reports stand with the longest waiting first, with filters.',
        'Reports with nothing to be read can be accepted together; all others are opened one by one.',
        'Coloured cells differ from what the system derives, moved much on last year, or changed since the last submission.',
        'The deadline chain shows who holds up whom, the days left above, and the dunning list.',
        'In a department the submitter of form 04 is not its preparer.',
      ],
    },
    {
      title: 'Common mistakes',
      points: [
        'Wrong unit: 2,500 million đồng is 2.5 billion, not 2,500.',
        'Blank is not 0: blank means no figure, 0 means nothing happened.',
        'A detailed-plan approval taken for an establishment decision (row 3).',
        'Rows 15.3 and 15.4 added into 15, or 16.3 and 16.4 into 16: they overlap the parts.',
        'The whole area taken for industrial land (row 17).',
        'Running totals mixed with figures of the period: in forms 03 and 04 only rows 5, 6, 23, 24 are of the period.',
        'A cluster in two communes counted twice: the lead commune alone reports it.',
      ],
    },
    {
      title: 'Account and safety',
      points: [
        'Turn on the second factor in My account and keep the recovery codes.',
        'Without network what was typed is kept on the machine and sent later.',
        'Press ? on any page for the list of keys.',
      ],
    },
  ],
  source:
    'Basis: Circular 14/2024/TT-BCT Art. 3 and Appendix I, amended by Circular 38/2025/TT-BCT Art. 29; Decree 32/2024/NĐ-CP Art. 2.',
};
