/** How a cell of a template looks, and whether it may be typed into. */
export interface TemplateLook {
  readonly font?: 'plain' | 'bold' | 'title' | 'italic' | 'grey';
  readonly across?: 'left' | 'center' | 'right';
  readonly border?: boolean;
  readonly wrap?: boolean;
  /** Number format code; "General" when left out. */
  readonly format?: string;
  /** A cell to be answered: open under the sheet's protection, and tinted. */
  readonly answer?: boolean;
}

const FACE = '<name val="Times New Roman"/><family val="1"/>';
const FONTS: Readonly<Record<NonNullable<TemplateLook['font']>, string>> = {
  plain: `<font><sz val="12"/>${FACE}</font>`,
  bold: `<font><b/><sz val="12"/>${FACE}</font>`,
  title: `<font><b/><sz val="14"/>${FACE}</font>`,
  italic: `<font><i/><sz val="12"/>${FACE}</font>`,
  grey: `<font><i/><sz val="12"/><color rgb="FF7F7F7F"/>${FACE}</font>`,
};
const FONT_NAMES = Object.keys(FONTS);
const ANSWER_TINT = 'FFEAF3FB';
const FIRST_CUSTOM_FORMAT = 164;

/** Collects the looks of a template and numbers them as `s` of its cells. */
export class TemplateLooks {
  private readonly numbers = new Map<string, number>();
  private readonly xfs = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  private readonly formats: string[] = [];

  number(look: TemplateLook): number {
    const name = JSON.stringify(look);
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const n = this.xfs.push(this.xf(look)) - 1;
    this.numbers.set(name, n);
    return n;
  }

  private xf({ font = 'plain', across, border, wrap, format, answer }: TemplateLook): string {
    const fill = answer ? 2 : 0;
    const aligned = `${across ? ` horizontal="${across}"` : ''} vertical="center"${wrap ? ' wrapText="1"' : ''}`;
    return (
      `<xf numFmtId="${this.format(format)}" fontId="${FONT_NAMES.indexOf(font)}" fillId="${fill}" ` +
      `borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" ` +
      `applyAlignment="1" applyProtection="1"><alignment${aligned}/><protection locked="${answer ? 0 : 1}"/></xf>`
    );
  }

  private format(code: string | undefined): number {
    if (code === undefined) return 0;
    const known = this.formats.indexOf(code);
    return FIRST_CUSTOM_FORMAT + (known === -1 ? this.formats.push(code) - 1 : known);
  }

  /** The styles part. */
  xml(): string {
    const formats = this.formats.map(
      (code, i) => `<numFmt numFmtId="${FIRST_CUSTOM_FORMAT + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    );
    const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`) +
      `<fonts count="${FONT_NAMES.length}">${Object.values(FONTS).join('')}</fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      `<fill><patternFill patternType="solid"><fgColor rgb="${ANSWER_TINT}"/><bgColor indexed="64"/></patternFill></fill></fills>` +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
      `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.xfs.length}">${this.xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}
