import { tracePlanOf, type TraceSettings } from './trace-plan.js';

const plan = (settings: Partial<TraceSettings>): ReturnType<typeof tracePlanOf> =>
  tracePlanOf({ HOOKYARD_TRACE_CALLS_TO: '', ...settings });

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('whether traces are told', () => {
  it.each<[Partial<TraceSettings>, boolean]>([
    [{}, false],
    [ENDPOINT, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
    [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false],
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }, false],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'always_off' }, false],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, false],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }, true],
  ])('%j: %s, without a warning', (settings, isOn) => {
    const planned = plan(settings);

    expect([planned.isOn, planned.warnings]).toEqual([isOn, []]);
  });

  it.each<[Partial<TraceSettings>, boolean]>([
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, false],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, false],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'jaeger_remote' }, true],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '12' }, true],
    [{ ...ENDPOINT, OTEL_BSP_MAX_QUEUE_SIZE: '-1' }, true],
  ])('%j: %s, with one warning and no reason not to start', (settings, isOn) => {
    const planned = plan(settings);

    expect([planned.isOn, planned.warnings.length]).toEqual([isOn, 1]);
  });

  it('a share and bounds are taken as they are given', () => {
    const settings = { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' };

    const planned = plan({ ...ENDPOINT, ...settings, OTEL_BSP_MAX_QUEUE_SIZE: '100' });

    expect(planned).toMatchObject({ ratio: 0.25, maxQueue: 100, maxBatch: 100, delayMs: 5_000 });
  });
});
