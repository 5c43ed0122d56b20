/** Page of a receipt in the portal; the number's own slashes stay readable. */
export function receiptPath(number: string): string {
  return `/bien-nhan/${number.split('/').map(encodeURIComponent).join('/')}`;
}
