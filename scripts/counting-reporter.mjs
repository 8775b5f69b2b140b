// A Jest reporter for `.ci/run`: adds the run's counts to .test-runs/counts, for the one closing line, and names the
// spec files that failed, for their second try (scripts/second-try.mjs).
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';

export default class CountingReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const files = results.testResults
      .filter(({ numFailingTests, testExecError }) => numFailingTests > 0 || testExecError)
      .map(({ testFilePath }) => testFilePath);
    mkdirSync('.test-runs', { recursive: true });
    writeFileSync('.test-runs/failed.json', JSON.stringify({ failed, files }));
    // A second try was counted by the first: only what failed there and passed here moves.
    const before = Number(process.env.FAILED_BEFORE ?? Number.NaN);
    const counts = Number.isNaN(before)
      ? [results.numPassedTests, failed, results.numPendingTests + results.numTodoTests]
      : [before - failed, failed - before, 0];
    appendFileSync('.test-runs/counts', `${counts.join(' ')}\n`);
  }
}
