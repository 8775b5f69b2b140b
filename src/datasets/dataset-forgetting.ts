import type { Clock } from '../clock/index.js';
import type { KeptSince, Removed } from '../flow/index.js';

import type { DatasetStore } from './dataset.store.js';
import type { ImportStore } from './import.store.js';

const PAGE = 50;

/** Takes away datasets that are older than they are kept, unless an import goes over their rows. */
export class DatasetForgetting {
  constructor(
    private readonly datasets: DatasetStore,
    private readonly imports: Pick<ImportStore, 'isBusy'>,
    private readonly clock: Clock,
  ) {}

  async *pieces(keptSince: KeptSince): AsyncGenerator<Removed> {
    let after = 0;
    for (;;) {
      const page = await this.datasets.behind(after, PAGE);
      const old = page.filter(
        ({ createdAt, tenant, state }) => state !== 'removing' && createdAt < keptSince('datasets', tenant),
      );
      let removed = 0;
      let spared = 0;
      for (const row of old) {
        const now = this.clock.now();
        const isLeft =
          (await this.imports.isBusy(row.id)) ||
          !(await this.datasets.move({ ...row, state: 'removing', dueAt: now }, now));
        if (isLeft) spared += 1;
        else removed += 1;
      }
      yield { rows: { dataset: removed }, spared };
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.id;
    }
  }
}
