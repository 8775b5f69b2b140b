import { aRegistry } from '../test/kit/a-registry.js';
import { daysKept } from './host-retention.js';
import { configSchema } from './config/index.js';
import { HOST_ACTOR } from './registry/index.js';

it('a tenant keeps things as long as it says, and as the host does where it says nothing', async () => {
  await using yard = await aRegistry();
  const { tenants, directory } = yard.registry;
  const config = configSchema.parse({
    HOOKYARD_EVENT_RETENTION_DAYS: '12',
    HOOKYARD_PAYLOAD_RETENTION_DAYS: '13',
  });
  const days = daysKept(config, () => directory.current());
  const retention = { payloadDays: 3, auditDays: 0, payloadBytes: 1_000 };
  const { id } = await tenants.create(HOST_ACTOR, { name: 'North', retention });
  const { number } = await tenants.get(1, id);

  const own = [days('payloads', number), days('audit', number), days('events', number)];
  const ofOthers = [days('payloads', 1), days('payloads', null)];
  await tenants.alter(HOST_ACTOR, id, { retention: { payloadDays: null, eventDays: 4 } });
  const changed = [days('payloads', number), days('audit', number), days('events', number)];
  const bytes = directory.current().retention().get(number)?.payloadBytes;
  await tenants.alter(HOST_ACTOR, id, {
    retention: { auditDays: null, eventDays: null, payloadBytes: null },
  });

  expect(own).toEqual([3, 0, 12]);
  expect(ofOthers).toEqual([13, 13]);
  expect(changed).toEqual([13, 0, 4]);
  expect(bytes).toBe(1_000);
  expect(directory.current().retention().has(number)).toBe(false);
});
