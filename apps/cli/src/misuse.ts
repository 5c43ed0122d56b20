/** A command called wrongly: the sentence goes to stderr, the process ends with 2. */
export class Misuse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Misuse';
  }
}
