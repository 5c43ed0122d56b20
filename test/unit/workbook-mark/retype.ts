import { unzipSync, zipSync } from 'fflate';

/** What is typed into a cell: a text, a number, an error, or a formula nobody has calculated. */
export type Typed = { text: string } | { number: string } | { error: string } | { formula: string } | null;

/** A workbook whose cells were typed anew, as a person would: style, comment and everything else stay. */
export function retype(bytes: Uint8Array, part: string, typed: Readonly<Record<string, Typed>>): Uint8Array {
  const parts = unzipSync(bytes);
  let xml = Buffer.from(parts[part]!).toString('utf8');
  for (const [address, content] of Object.entries(typed)) {
    const cell = new RegExp(`<c r="${address}"([^>]*?)(?:/>|>(?:(?!</c>).)*</c>)`, 's');
    if (!cell.test(xml)) throw new Error(`no cell ${address}`);
    xml = xml.replace(cell, (_, attributes: string) => {
      const kept = attributes.replace(/\st="[^"]*"/, '');
      return `<c r="${address}"${typeOf(kept, content)}</c>`;
    });
  }
  return zipSync({ ...parts, [part]: Buffer.from(xml) });
}

function typeOf(attributes: string, content: Typed): string {
  if (content === null) return `${attributes}>`;
  if ('number' in content) return `${attributes}><v>${content.number}</v>`;
  if ('error' in content) return `${attributes} t="e"><v>${content.error}</v>`;
  if ('formula' in content) return `${attributes}><f>${content.formula}</f>`;
  return `${attributes} t="inlineStr"><is><t>${content.text}</t></is>`;
}
