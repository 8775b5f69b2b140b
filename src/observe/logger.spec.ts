import { ignore } from '../errors/index.js';
import { createLogger, logIgnored } from './logger.js';

function capture(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ level, to: { write: (line: string) => void lines.push(line) } });
  return { logger, lines };
}

describe('the log', () => {
  it('is one JSON line an event', () => {
    const { logger, lines } = capture();

    logger.info({ connection: 7 }, 'connection made');

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      connection: 7,
      message: 'connection made',
    });
  });

  it.each([
    [{ authorization: 'Bearer s3cret' }],
    [{ headers: { authorization: 'Bearer s3cret', 'set-cookie': 's3cret' } }],
    [{ request: { headers: { 'x-api-key': 's3cret' } } }],
    [{ connection: { secrets: { webhook: 's3cret' } } }],
    [{ config: { DATABASE_URL: 's3cret' } }],
  ])('holds no secret of %j', (fields) => {
    const { logger, lines } = capture();

    logger.info(fields, 'something');

    expect(lines[0]).not.toContain('s3cret');
    expect(lines[0]).toContain('[secret]');
  });

  it('masks keys and passwords inside texts', () => {
    const { logger, lines } = capture();

    logger.info('POST /hooks/hk_4f9aKq0ZbbT7y from postgres://yard:s3cret@db/yard with hya_0123456789');

    expect(lines[0]).not.toMatch(/4f9aKq|s3cret|0123456789/);
    expect(lines[0]).toContain('/hooks/hk_[secret]');
  });

  it('tells what the host ignores, with its reason', () => {
    const { logger, lines } = capture('debug');

    logIgnored(logger);
    ignore(new Error('gone'), 'the sender hung up');

    expect(lines[0]).toContain('ignored: the sender hung up');
  });
});
