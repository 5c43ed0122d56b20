/** Where the prefilled workbook of a duty is to be had. */
export function templatePath(form: string, period: string, unit: string): string {
  return `/api/templates/${[form, period, unit].map(encodeURIComponent).join('/')}`;
}
