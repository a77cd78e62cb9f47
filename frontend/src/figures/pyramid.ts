/** Rows that are summed up first; below that they are looked at one by one. */
const LEAF = 16;

/**
 * Sums of ranges of rows that keep coming, such as their extremes. Each row is looked at once when it is new;
 * after that a range of any length costs two leaves and a few joins.
 */
export class Pyramid<T> {
  /** `levels[k][at]` sums up `LEAF * 2 ** k` rows. */
  private readonly levels: T[][] = [[]];

  /**
   * @param fold sums up rows from the first to before the second.
   * @param join sums up two neighbours, the earlier one first.
   */
  constructor(
    private readonly fold: (from: number, to: number) => T,
    private readonly join: (earlier: T, later: T) => T,
  ) {}

  /** The sum of rows `from` to before `to`; rows that have been asked for once may not change. */
  over(from: number, to: number): T {
    this.grow(to);
    let [sum, at] = this.reach(from, to);
    while (at < to) {
      const [next, end] = this.reach(at, to);
      [sum, at] = [this.join(sum, next), end];
    }
    return sum;
  }

  private grow(rows: number): void {
    const [leaves = []] = this.levels;
    for (let end = (leaves.length + 1) * LEAF; end <= rows; end += LEAF) this.add(0, this.fold(end - LEAF, end));
  }

  private add(level: number, sum: T): void {
    const sums = (this.levels[level] ??= []);
    sums.push(sum);
    if (sums.length % 2 === 0) this.add(level + 1, this.join(sums[sums.length - 2] as T, sum));
  }

  /** The longest sum that is known from a row on, and where it ends. */
  private reach(at: number, to: number): [T, number] {
    if (at % LEAF !== 0 || at + LEAF > to) {
      const end = Math.min(to, at - (at % LEAF) + LEAF);
      return [this.fold(at, end), end];
    }
    let [level, size] = [0, LEAF];
    while (at % (2 * size) === 0 && at + 2 * size <= to) [level, size] = [level + 1, 2 * size];
    return [this.levels[level]?.[at / size] as T, at + size];
  }
}
