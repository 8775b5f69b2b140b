import { z } from 'zod';

const MiB = 1024 * 1024;

/** Says how a setting is written down in the reference: its unit, and whether it is a secret. */
interface SettingNotes {
  readonly unit?: string;
  readonly isSecret?: boolean;
}

const settings = z.registry<SettingNotes>();

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
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
    .optional()
    .register(settings, { isSecret: true })
    .describe(
      'Key that encrypts secrets at rest; absent: a key file with mode 600 is made in HOOKYARD_DATA_DIR.',
    ),
  HOOKYARD_ROLE: z
    .enum(['all', 'receive', 'work', 'admin'])
    .default('all')
    .describe('What this process does; anything but `all` needs PostgreSQL.'),
  HOOKYARD_PUBLIC_URL: z
    .url()
    .optional()
    .describe('The address senders call, as they sign it; absent: http://<host>:<port>.'),
  HOOKYARD_CONNECTORS_DIR: z
    .string()
    .default('connectors')
    .describe('Directory whose folders are connectors.'),
  HOOKYARD_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(256 * MiB)
    .default(10 * MiB)
    .register(settings, { unit: 'bytes' })
    .describe('Largest body taken, before and after inflation, where the receiver sets no limit of its own.'),
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
  HOOKYARD_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_024)
    .default(64)
    .describe('Requests one process runs at the same time.'),
  HOOKYARD_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Least severe log line written.'),
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
