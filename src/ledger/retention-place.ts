import type { ColumnValue } from '../store/index.js';

/** How far a pass is with an owner or a queue. */
export interface Place extends Readonly<Record<string, ColumnValue>> {
  readonly pass: string;
  readonly whose: number;
  place: number;
  readonly begun_at: number;
}

export interface PayloadAges {
  /** What came before goes … */
  readonly since: number;
  /** … when it was over before this. */
  readonly ended: number;
  /** Not for its age, but because there is too much. */
  readonly isBySize: boolean;
}

/**
 * A walk that goes on, next time, from the place it noted. By age it notes each page: of what is a month old nearly all is
 * over, and the rest is looked at in a week. By size it walks among what came a minute ago: it notes no page behind one
 * on which something was not over.
 */
export class PlaceWalk {
  after: number;
  private isNoting = true;

  constructor(
    private readonly place: Place,
    private readonly ages: PayloadAges,
  ) {
    this.after = place.place;
  }

  /** In the commit of a page that ends there. */
  noted(end: number | undefined): Place {
    if (this.isNoting) this.place.place = this.ages.isBySize ? this.after : (end ?? this.after);
    return { ...this.place };
  }

  passed(end: number | undefined, isAllOver: boolean): void {
    this.after = end ?? this.after;
    if (this.ages.isBySize && !isAllOver) this.isNoting = false;
  }
}
