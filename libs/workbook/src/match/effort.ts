/** Thrown when a file asks for more comparing than any filing does; `matchWorkbook` makes one refusal of it. */
export class TooMuchEffort extends Error {
  constructor() {
    super('matching needs too many steps');
    this.name = 'TooMuchEffort';
  }
}

/** Steps that one file may cost, about one letter looked at each: some seconds, where a filing with all 34 provinces costs a tenth. */
const MOST_STEPS = 10_000_000;

/**
 * Counts what matching costs, so that a workbook built to be slow ends with a refusal and not in minutes. Counted in
 * steps, not in seconds: the same file gets the same answer on every machine.
 */
export class Effort {
  private left: number;

  constructor(steps = MOST_STEPS) {
    this.left = steps;
  }

  /** @throws TooMuchEffort */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooMuchEffort();
  }
}
