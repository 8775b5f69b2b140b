/** Why a connection needs authorisation: for programs, and in words. */
export const STATE_REASONS = {
  'credentials-refused': 'the credentials are refused',
  'not-authorized': 'nobody has authorized it yet',
  expired: 'its access expired, and the system gave nothing to renew it with',
  'refresh-refused': 'the system no longer renews its access: it was taken away, or not used for too long',
  'refresh-lost':
    'the answer that held its new token was lost, and the system takes the old one only once: it has to be authorized again',
  'client-refused': 'the system refuses the app: look at its client id, and at its client secret or key',
  'other-app': 'its settings name another app or system than the one it was authorized for',
} as const;

/** Why a connection fails: for programs, and in words where its check has none. */
export const FAILING_REASONS = {
  'not-answering': 'its system does not answer',
  'check-failed': 'its check says that it does not work',
} as const;

export type StateReason = keyof typeof STATE_REASONS;
