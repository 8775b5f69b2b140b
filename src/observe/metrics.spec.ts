import { Metrics } from './metrics.js';

describe('the metrics', () => {
  it('show what was counted since the start', async () => {
    const metrics = new Metrics();

    metrics.hookAccepted('new', 3);
    metrics.hookAccepted('duplicate', 1);
    metrics.verdict('queued', 4);
    metrics.verdict('queued');
    metrics.call(404);
    metrics.call(null);
    const page = await metrics.text();

    expect(page).toContain('hookyard_hooks_total{kind="new"} 1');
    expect(page).toContain('hookyard_hooks_total{kind="duplicate"} 1');
    expect(page).toContain('hookyard_verdicts_total{verdict="queued"} 5');
    expect(page).toContain('hookyard_calls_total{status="4xx"} 1');
    expect(page).toContain('hookyard_calls_total{status="none"} 1');
    expect(page).toContain('hookyard_accept_seconds_count 2');
  });

  it('are the same when read twice', async () => {
    const metrics = new Metrics();
    metrics.verdict('guarded');

    await metrics.text();

    expect(await metrics.text()).toContain('hookyard_verdicts_total{verdict="guarded"} 1');
  });

  it('name every value of a label from the start, so that a rate has a zero to begin with', async () => {
    expect(await new Metrics().text()).toContain('hookyard_rejections_total{reason="not-genuine"} 0');
  });

  it('read a gauge when asked', async () => {
    const metrics = new Metrics();
    let waiting = 1;
    metrics.gauge('hookyard_waiting', 'Waiting', () => waiting);

    waiting = 5;

    expect(await metrics.text()).toContain('hookyard_waiting 5');
  });
});
