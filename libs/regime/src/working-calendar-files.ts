import { isIsoDate } from '#lib/kernel';
import { lawFileBroken, SchemaFiles } from '#lib/law';
import { type HolidayYear, type WorkingCalendar, workingCalendar } from './rules/working-days.js';

const FOLDER = 'regime/holidays';
/** Year of the first file; the first missing year ends the list, so a gap in the middle is seen as the end. */
const FIRST_YEAR = 2024;

/**
 * The holiday files of schemas/regime/holidays, oldest first.
 * @throws DomainError LAW_FILE_BROKEN naming the file and the place in it.
 */
export function loadHolidays(schemasDir?: string): readonly HolidayYear[] {
  const files = new SchemaFiles(schemasDir);
  const years: HolidayYear[] = [];
  for (let year = FIRST_YEAR; files.has(`${FOLDER}/${year}.json`); year++) {
    const path = `${FOLDER}/${year}.json`;
    const { $schema: _, ...content } = files.json<HolidayYear & { $schema?: string }>(path, 'holidays');
    refuseBroken(content, year, path);
    years.push(content);
  }
  return years;
}

/** The working calendar of all years on file; loaded once per process. */
export function loadWorkingCalendar(schemasDir?: string): WorkingCalendar {
  return workingCalendar(loadHolidays(schemasDir));
}

/** What a JSON Schema cannot say: real days of the file's year, each named once. */
function refuseBroken(content: HolidayYear, year: number, path: string): void {
  if (content.year !== year) throw lawFileBroken(path, '/year', `must be ${year} as in the file's name`);
  const seen = new Set<string>();
  const days = [
    ...content.holidays.map((h, i) => ({ day: h.day, at: `/holidays/${i}/day` })),
    ...content.exchanges.flatMap((e, i) => [
      { day: e.off, at: `/exchanges/${i}/off` },
      { day: e.worked, at: `/exchanges/${i}/worked` },
    ]),
  ];
  for (const { day, at } of days) {
    if (!isIsoDate(day) || !day.startsWith(`${year}-`)) throw lawFileBroken(path, at, `${day} is no day of ${year}`);
    if (seen.has(day)) throw lawFileBroken(path, at, `${day} stands twice`);
    seen.add(day);
  }
}
