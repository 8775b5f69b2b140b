// A Jest reporter that adds the run's counts to .test-runs/counts, for the one closing line of the whole run.
import { appendFileSync, mkdirSync } from 'node:fs';

export default class CountingReporter {
  onRunComplete(_contexts, results) {
    const broken = results.numRuntimeErrorTestSuites;
    mkdirSync('.test-runs', { recursive: true });
    appendFileSync(
      '.test-runs/counts',
      `${results.numPassedTests} ${results.numFailedTests + broken} ${results.numPendingTests + results.numTodoTests}\n`,
    );
  }
}
