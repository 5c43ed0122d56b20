/** Text as it may stand in the XML of a package: escaped, without characters XML forbids. */
export function xmlText(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFC').toWellFormed()) {
    const code = letter.codePointAt(0) ?? 0;
    const isAllowed = code === 9 || code === 10 || (code >= 32 && code !== 0xfffe && code !== 0xffff);
    if (isAllowed) out += ESCAPED[letter] ?? letter;
  }
  return out;
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of a cell: as above, and what looks like an escape of the format (`_x0041_`) is escaped itself. */
export function cellXmlText(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}
