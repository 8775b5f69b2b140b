import { z } from 'zod';

import { openTelemetrySchema } from './open-telemetry.js';

const MiB = 1024 * 1024;

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const range = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Says how a setting is written down in the reference: its unit, and whether it is a secret. */
interface SettingNotes {
  readonly unit?: string;
  readonly isSecret?: boolean;
}

const settings = z.registry<SettingNotes>();

/** How long something is kept. */
function days(byDefault: number) {
  return z.coerce.number().int().min(0).max(36_500).default(byDefault).register(settings, { unit: 'days' });
}

/**
 * The only description of the host's settings: validated at boot, `docs/reference/config.md` and `.env.example` are
 * generated from it. Keys are the environment's names.
 */
export const configSchema = z.object({
  HOOKYARD_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('Port of hooks, admin REST, health and metrics; 0 takes any free one.'),
  HOOKYARD_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 for all interfaces.'),
  HOOKYARD_DATA_DIR: z
    .string()
    .default('.hookyard')
    .describe('Directory of the embedded database, the lock and the generated key file.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional()
    .register(settings, { isSecret: true })
    .describe('PostgreSQL 15 or newer; absent: the embedded database in HOOKYARD_DATA_DIR.'),
  HOOKYARD_ADMIN_KEY: z
    .string()
    .min(24)
    .optional()
    .register(settings, { isSecret: true })
    .describe(
      'The first admin key, if you want to choose it; absent: one is made and printed once at the first start.',
    ),
  HOOKYARD_MASTER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/, 'must be 32 bytes in base64, several with commas')
    .optional()
    .register(settings, { isSecret: true })
    .describe(
      'Key that encrypts secrets at rest, or several separated by commas: the first seals, all open. Those of the key file come behind them. Absent: a key file (master.key, mode 600, one key a line) is made in HOOKYARD_DATA_DIR.',
    ),
  HOOKYARD_ROLE: z
    .enum(['all', 'receive', 'work', 'admin'])
    .default('all')
    .describe('What this process does; anything but `all` needs PostgreSQL.'),
  HOOKYARD_PUBLIC_URL: z
    .url()
    .optional()
    .describe('The address senders call, as they sign it; absent: http://<host>:<port>.'),
  HOOKYARD_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listed)
    .refine(
      (ranges) => ranges.every((text) => range.safeParse(text).success),
      'must be addresses and CIDR ranges, separated by commas',
    )
    .describe(
      'Addresses and CIDR ranges of proxies in front of the host, separated by commas: only what they say of a sender’s address (X-Forwarded-For) and client certificate is believed.',
    ),
  HOOKYARD_CONNECTORS_DIR: z
    .string()
    .default('connectors')
    .describe('Directory whose folders are connectors.'),
  HOOKYARD_PACKAGES_FILE: z
    .string()
    .default('connectors.json')
    .describe(
      'File that names connectors from npm: package, exact version, integrity (docs/guides/connector-packages.md). One that does not exist names none.',
    ),
  HOOKYARD_PACKAGES_DIR: z
    .string()
    .optional()
    .describe(
      'Directory the packages of connectors are kept in, as tarballs and unpacked; absent: `packages` in HOOKYARD_DATA_DIR.',
    ),
  HOOKYARD_PACKAGES_REGISTRY: z
    .url({ protocol: /^https?$/ })
    .default('https://registry.npmjs.org')
    .describe('Where `hookyard connectors install` gets packages; a running host never calls it.'),
  HOOKYARD_PACKAGES_TOKEN: z
    .string()
    .min(1)
    .optional()
    .register(settings, { isSecret: true })
    .describe('Token for HOOKYARD_PACKAGES_REGISTRY, sent to its origin alone; absent: none is sent.'),
  HOOKYARD_CONNECTORS_WATCH: z
    .string()
    .default('')
    .describe(
      'Folders of connectors under development, separated by commas: loaded anew when a file in them changes. Not for production: each loading stays in memory until the host ends.',
    ),
  HOOKYARD_CONNECTOR_ISOLATION: z
    .string()
    .regex(
      /^([^=,]+=(inProcess|worker)(,|$))*$/,
      'must be names with inProcess or worker: acme=worker,*=inProcess',
    )
    .default('')
    .describe(
      'Where connectors run, by the folder or package they come from (`*`: all others): `inProcess`, or `worker`, a process of their own with nothing of the host in it. Default: those of the repository and pinned packages in process, all others in workers. Example: `acme=worker,*=inProcess`.',
    ),
  HOOKYARD_CONNECTOR_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .register(settings, { unit: 'processes' })
    .describe(
      'Processes of one version of a connector that runs in workers: another is started when each has 16 calls under way.',
    ),
  HOOKYARD_CONNECTOR_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(128)
    .max(65_536)
    .default(512)
    .register(settings, { unit: 'MB' })
    .describe(
      'Memory a worker of a connector may take, what lies outside its heap included; its heap has half of it. One that takes more is ended.',
    ),
  HOOKYARD_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * MiB)
    .default(10 * MiB)
    .register(settings, { unit: 'bytes' })
    .describe('Largest body taken, before and after inflation, where the receiver sets no limit of its own.'),
  HOOKYARD_DATASET_MAX_ROWS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000_000)
    .default(5_000_000)
    .register(settings, { unit: 'rows' })
    .describe('Most rows of one dataset. An analysis holds 24 bytes of memory for each.'),
  HOOKYARD_DATASET_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(4096 * MiB)
    .register(settings, { unit: 'bytes' })
    .describe('Most bytes of one dataset, as they are sent; they are stored compressed.'),
  HOOKYARD_DATASET_MAX_ROW_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(16 * MiB)
    .default(MiB)
    .register(settings, { unit: 'bytes' })
    .describe('Longest row of a dataset: a quote that is never closed ends there.'),
  HOOKYARD_IMPORT_OPEN_ROWS: z.coerce
    .number()
    .int()
    .min(250)
    .max(100_000)
    .default(2_000)
    .register(settings, { unit: 'rows' })
    .describe('Rows of one import that are queued at a time; more follow as those come to an end.'),
  HOOKYARD_EGRESS_ALLOW: z
    .string()
    .default('')
    .describe(
      'Exact hosts, host:port or CIDR ranges that may be called although they are private, separated by commas.',
    ),
  HOOKYARD_CALL_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(300_000)
    .default(30_000)
    .register(settings, { unit: 'milliseconds' })
    .describe('Longest outbound call.'),
  HOOKYARD_LINK_WAIT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(30 * 86_400_000)
    .default(86_400_000)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'How long a request waits for the link of a record that it names before it is parked; a mapping says which wait.',
    ),
  HOOKYARD_CONNECTION_CHECK_MINUTES: z.coerce
    .number()
    .min(0)
    .max(7 * 24 * 60)
    .default(60)
    .register(settings, { unit: 'minutes' })
    .describe(
      'How often connections whose connector has a check are asked whether they work, ±10 %; 0: only when they change, when they failed, and when somebody asks.',
    ),
  HOOKYARD_SUBSCRIPTION_CHECK_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(30 * 24)
    .default(6)
    .register(settings, { unit: 'hours' })
    .describe(
      'How often an external system is asked which hooks are registered there, ±10 %: what was removed or changed there by hand is found then.',
    ),
  HOOKYARD_LEASE_MS: z.coerce
    .number()
    .int()
    .min(3_000)
    .max(300_000)
    .default(15_000)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'How long a worker holds a lane without a sign of life; a killed worker’s lanes run again after it.',
    ),
  HOOKYARD_POLL_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(60_000)
    .default(500)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'How often due retries, and work that no notification told of, are looked for. Fresh work does not wait for it.',
    ),
  HOOKYARD_WATCHDOG_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .refine((ms) => ms === 0 || ms >= 1_000, 'must be 0 (off) or at least 1000')
    .default(30_000)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'The process ends, with the stalled stack in its log, when its event loop has not turned for so long; 0: never. Whatever runs it must start it again.',
    ),
  HOOKYARD_STOP_GRACE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300_000)
    .default(0)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'How long a host that is asked to stop goes on as before, while /readyz answers 503: as long as a load balancer needs to send elsewhere.',
    ),
  HOOKYARD_STOP_WITHIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300_000)
    .default(10_000)
    .register(settings, { unit: 'milliseconds' })
    .describe(
      'How long calls that run get to end when the host stops; what is cut off is made again under its key after the next start.',
    ),
  HOOKYARD_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_024)
    .default(64)
    .describe('Requests one process runs at the same time.'),
  HOOKYARD_DELIVERIES: z.coerce
    .number()
    .int()
    .min(10)
    .max(2_000)
    .default(200)
    .describe(
      'Calls to subscribers one process makes at the same time; an endpoint has a tenth of them at the most.',
    ),
  HOOKYARD_PHONE_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is no country like BE')
    .optional()
    .describe(
      'ISO 3166-1 alpha-2: whose telephone numbers those without a country code are, where a match rule says nothing.',
    ),
  HOOKYARD_API_CALLS_PER_SECOND: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(200)
    .register(settings, { unit: 'calls' })
    .describe(
      'Calls of the management API that one key may make each second in each process, five seconds of them at once; more are answered 429. 0: no limit.',
    ),
  HOOKYARD_PAYLOAD_RETENTION_DAYS: days(30).describe(
    'How long bodies of hooks with their query and headers, what requests carried and came to, and the evidence of their failures are kept once all of it is over; 0: as long as their rows.',
  ),
  HOOKYARD_HISTORY_RETENTION_DAYS: days(90).describe(
    'How long hooks, requests and verdicts are kept once all of it is over; 0: for ever.',
  ),
  HOOKYARD_REJECTION_RETENTION_DAYS: days(30).describe(
    'How long refused requests are kept, of each address the newest 200; 0: for ever.',
  ),
  HOOKYARD_EVENT_RETENTION_DAYS: days(30).describe(
    'How long events and what became of their deliveries are kept; those that wait or failed stay. 0: for ever.',
  ),
  HOOKYARD_CHANGE_RETENTION_DAYS: days(365).describe(
    'How long the history of records is kept; what a linked system has not seen yet, and the newest change of each, stays. 0: for ever.',
  ),
  HOOKYARD_DATASET_RETENTION_DAYS: days(30).describe(
    'How long datasets, and what became of their rows in imports, are kept after they were made, as long as no import of one is under way; 0: for ever.',
  ),
  HOOKYARD_AUDIT_RETENTION_DAYS: days(730).describe(
    'How long the audit, and what says when a record was erased, is kept; 0: for ever.',
  ),
  HOOKYARD_CLOCK_CONFIRMED_UNTIL: z
    .union([z.literal(''), z.iso.date()])
    .default('')
    .transform((day) => (day === '' ? 0 : Date.parse(day) + 86_400_000))
    .describe(
      'The last day (UTC, YYYY-MM-DD) for which you vouch that the clock is right: until its end things are removed by their age although the clock is over a week ahead of when that was last done, as after a long stop.',
    ),
  HOOKYARD_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Least severe log line written.'),
  HOOKYARD_TRACE_CALLS_TO: z
    .string()
    .default('')
    .describe(
      'Exact hosts or host:port, separated by commas, whose calls carry a `traceparent`: systems of your own. Nobody else hears of traces.',
    ),
  ...openTelemetrySchema,
  HOOKYARD_MIN_FREE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * MiB)
    .register(settings, { unit: 'bytes' })
    .describe('Below this much free disk hooks are answered 503 instead of being kept.'),
});

export type Config = Readonly<z.output<typeof configSchema>>;

export function settingNotes(schema: z.ZodType): SettingNotes {
  return settings.get(schema) ?? {};
}
