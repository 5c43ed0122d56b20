import type { FileFormat } from '../sheet.js';

/** Kinds that the first bytes alone decide; a zip is looked into later. */
export type Sniffed = Exclude<FileFormat, 'xlsx' | 'xlsb' | 'ods' | 'docx' | 'pptx'>;

const MAGIC: readonly (readonly [string, Sniffed])[] = [
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['424d', 'image'],
  ['52617221', 'archive'],
  ['377abcaf', 'archive'],
  ['1f8b', 'archive'],
  ['425a68', 'archive'],
  ['fd377a585a', 'archive'],
];

/** What the file is, by content; the name and the declared type are never asked. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (head === 'd0cf11e0a1b11ae1') return isEncryptedPackage(bytes) ? 'encrypted' : 'xls';
  for (const [magic, kind] of MAGIC) if (head.startsWith(magic)) return kind;
  return sniffText(bytes.subarray(0, 4096));
}

/** A password-protected .xlsx is an OLE2 file with a stream of this name (MS-OFFCRYPTO 2.3.4). */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function sniffText(head: Uint8Array): Sniffed {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const text = new TextDecoder(utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head);
  const start = text.replace(/^[\ufeff\s]+/, '').toLowerCase();
  if (start === '') return /^[\s\ufeff]*$/.test(text) ? 'empty' : 'unknown';
  if (/^(<!doctype html|<html|<head|<table|<meta|<body|<style|<div)/.test(start)) return 'html';
  if (start.startsWith('<?xml') || /^<[a-z]/.test(start)) return start.includes('<html') ? 'html' : 'xml';
  if (hasControlCharacters(text)) return 'unknown';
  return /[,;\t]/.test(text.split(/\r?\n/)[0] ?? '') ? 'csv' : 'unknown';
}

/** Control characters beside tab and line ends are what tells binary from text. */
function hasControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32)) return true;
  }
  return false;
}
