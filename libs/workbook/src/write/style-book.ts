/** How one cell looks. All forms are set in one face, as statutory papers are. */
export interface CellLook {
  readonly font?: 'plain' | 'bold' | 'title' | 'italic';
  readonly across?: 'left' | 'center' | 'right';
  readonly border?: boolean;
  readonly wrap?: boolean;
  /** Number format code; "General" when left out. */
  readonly format?: string;
}

const FONTS = ['plain', 'bold', 'title', 'italic'] as const;
const FONT_XML: Readonly<Record<(typeof FONTS)[number], string>> = {
  plain: '<font><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>',
  bold: '<font><b/><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>',
  title: '<font><b/><sz val="14"/><name val="Times New Roman"/><family val="1"/></font>',
  italic: '<font><i/><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>',
};
const FIRST_CUSTOM_FORMAT = 164;

/** Collects the looks that a workbook uses and numbers them as `s` of its cells. */
export class StyleBook {
  private readonly looks = new Map<string, number>();
  private readonly xfs: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  private readonly formats = new Map<string, number>();

  /** Number of a look, made at its first use. */
  number(look: CellLook): number {
    const name = JSON.stringify(look);
    let n = this.looks.get(name);
    if (n === undefined) {
      n = this.xfs.push(this.xf(look)) - 1;
      this.looks.set(name, n);
    }
    return n;
  }

  private xf(look: CellLook): string {
    const font = FONTS.indexOf(look.font ?? 'plain');
    const format = look.format === undefined ? 0 : this.formatNumber(look.format);
    const across = look.across ? ` horizontal="${look.across}"` : '';
    const wrap = look.wrap ? ' wrapText="1"' : '';
    return (
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${look.border ? 1 : 0}" xfId="0" ` +
      `applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">` +
      `<alignment${across} vertical="center"${wrap}/></xf>`
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
    const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`) +
      `<fonts count="${FONTS.length}">${FONTS.map((f) => FONT_XML[f]).join('')}</fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
      `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.xfs.length}">${this.xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}
