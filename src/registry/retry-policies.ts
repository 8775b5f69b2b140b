import { HostError } from '../errors/index.js';
import { hostRetryPolicy, RETRY_POLICIES, type RetryPolicy } from '../flow/index.js';

/** What an operator asks for: a policy of the host by its name, or an own one with its waits in seconds. */
export interface RetryPolicyWish {
  readonly name: string;
  readonly waits?: readonly number[];
}

/** As a connection keeps it. A host's policy is kept by name, so that it stays the host's. */
export function storedRetryPolicy({ name, waits }: RetryPolicyWish): string {
  const isHosts = hostRetryPolicy(name) !== undefined;
  if (isHosts && waits) throw refused('is a policy of the host: give it no waits, or another name', name);
  if (!isHosts && !waits)
    throw refused(
      `is no policy of the host (${Object.keys(RETRY_POLICIES).join(', ')}): give its waits`,
      name,
    );
  return JSON.stringify(waits ? { name, waits } : { name });
}

export function retryPolicyOf(stored: string | null): RetryPolicy {
  if (stored === null) return RETRY_POLICIES.standard;
  const { name, waits } = JSON.parse(stored) as RetryPolicyWish;
  return hostRetryPolicy(name) ?? { name, waits: (waits ?? []).map((seconds) => seconds * 1_000) };
}

function refused(message: string, subject: string): HostError {
  return new HostError('VALIDATION_FAILED', {
    subject,
    errors: [{ field: 'retryPolicy.name', message }],
  });
}
