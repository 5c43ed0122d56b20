/** How a cell of a table looks; each look is one `s` of the sheet. */
export interface TableLook {
  readonly kind: 'text' | 'flag' | 'wrap' | 'heading' | 'number' | 'date' | 'title';
  /** Number format of a `number`. */
  readonly format?: string;
  /** In a row of totals. */
  readonly total?: boolean;
  /** Text that must stay text when somebody edits the cell, as with an apostrophe in front. */
  readonly quoted?: boolean;
}

const FONTS = [
  '<font><sz val="11"/><name val="Times New Roman"/><family val="1"/></font>',
  '<font><b/><sz val="11"/><name val="Times New Roman"/><family val="1"/></font>',
  '<font><b/><sz val="14"/><name val="Times New Roman"/><family val="1"/></font>',
];
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE2F0F2"/><bgColor indexed="64"/></patternFill></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF4F6F6"/><bgColor indexed="64"/></patternFill></fill>',
];
const THIN = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color rgb="FFB9C6CA"/></${side}>`)
  .join('');
const FIRST_CUSTOM_FORMAT = 164;
/** Day before month, as dates are written in Vietnam. */
const DATE_FORMAT = 'dd/mm/yyyy';

/** Collects the looks that a workbook uses. */
export class TableStyles {
  private readonly looks = new Map<string, number>();
  private readonly xfs: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  private readonly formats = new Map<string, number>();

  /** Number of a look, made at its first use. */
  number(look: TableLook): number {
    const name = `${look.kind}|${look.format ?? ''}|${look.total ?? false}|${look.quoted ?? false}`;
    let n = this.looks.get(name);
    if (n === undefined) {
      n = this.xfs.push(this.xf(look)) - 1;
      this.looks.set(name, n);
    }
    return n;
  }

  private xf({ kind, format, total = false, quoted = false }: TableLook): string {
    const code = kind === 'date' ? DATE_FORMAT : format;
    const number = code === undefined ? 0 : this.formatNumber(code);
    const font = kind === 'title' ? 2 : kind === 'heading' || total ? 1 : 0;
    const fill = kind === 'heading' ? 2 : total ? 3 : 0;
    const border = kind === 'title' || kind === 'wrap' ? 0 : 1;
    const across = kind === 'heading' || kind === 'date' || kind === 'flag' ? ' horizontal="center"' : '';
    const wrap = kind === 'heading' || kind === 'wrap' ? ' wrapText="1"' : '';
    const down = kind === 'heading' ? 'center' : 'top';
    return (
      `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quoted ? ' quotePrefix="1"' : ''} ` +
      'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">' +
      `<alignment${across} vertical="${down}"${wrap}/></xf>`
    );
  }

  private formatNumber(code: string): number {
    let n = this.formats.get(code);
    if (n === undefined) {
      n = FIRST_CUSTOM_FORMAT + this.formats.size;
      this.formats.set(code, n);
    }
    return n;
  }

  /** The styles part. */
  xml(): string {
    const formats = [...this.formats].map(
      ([code, id]) =>
        `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
    );
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`) +
      `<fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="${FILLS.length}">${FILLS.join('')}</fills>` +
      `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}<diagonal/></border></borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.xfs.length}">${this.xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}
