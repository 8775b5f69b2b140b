import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

import { HostError } from '../errors/index.js';
import { hostErrorOf, requestIds, writeProblem } from '../http/index.js';
import type { Directory, ReceivingPoint } from '../registry/index.js';

import { Crowd } from './crowd.js';
import type { ReceiveOptions } from './receive-options.js';
import type { PlannedAnswer } from './receiver-plan.js';
import { Reception } from './reception.js';
import { addressOf, nameOf, type RequestAddress } from './request-address.js';

/** How an address is looked up: by a connection's key, or a receiver's name. */
type Find = (directory: Directory, name: string) => ReceivingPoint | 'gone' | undefined;

const PLACES: ReadonlyMap<string, Find> = new Map<string, Find>([
  ['/hooks/', (directory, key) => directory.point(key)],
  ['/receivers/', (directory, urlPath) => directory.receiver(urlPath)],
]);
const STARTING_RETRY_SECONDS = '2';
/** Longer than any key or name of ours: names nothing. */
const MOST_NAME_CHARACTERS = 256;

/**
 * The hook addresses, in front of the framework that serves everything else: any method, any content type, bytes as
 * they come. Behind the framework's routing, parsing and reply a hook would cost a third more CPU (docs/decisions/0015).
 */
export class HookDoor {
  private readonly reception: Reception;
  private readonly nextRequestId = requestIds();
  private readonly crowd: Crowd;
  private isClosing = false;

  constructor(private readonly options: ReceiveOptions) {
    this.crowd = new Crowd(options.clock);
    this.reception = new Reception(options, this.crowd);
  }

  /** Counts the connections of the server it stands at. */
  watch(server: Server): void {
    server.on('connection', () => this.crowd.came());
  }

  /** Answers requests at hook addresses, and hands all others on. */
  inFrontOf(next: RequestListener): RequestListener {
    return (message, response) => {
      const address = addressOf(message.url ?? '');
      if (PLACES.has(address.place)) void this.answer(message, response, address);
      else next(message, response);
    };
  }

  /** From now on every answer asks its client to leave. */
  close(): void {
    this.isClosing = true;
  }

  private async answer(
    message: IncomingMessage,
    response: ServerResponse,
    address: RequestAddress,
  ): Promise<void> {
    try {
      this.send(response, await this.reception.receive(message, this.pointOf(address), address));
    } catch (error) {
      this.refuse(error, response);
    }
  }

  private pointOf(address: RequestAddress): ReceivingPoint {
    const { directory, count } = this.options;
    const name = nameOf(address);
    if (name === null) throw new HostError('URL_MALFORMED');
    if (name.length > MOST_NAME_CHARACTERS) throw new HostError('NOT_FOUND');
    if (!this.options.isReady()) {
      count.hookRejected('storage');
      throw new HostError('STARTING', { headers: { 'retry-after': STARTING_RETRY_SECONDS } });
    }
    const point = PLACES.get(address.place)?.(directory.current(), name);
    if (point === 'gone') {
      count.hookRejected('removed');
      throw new HostError('HOOK_CONNECTION_REMOVED');
    }
    if (!point) {
      count.hookRejected('unknown-key');
      throw new HostError('HOOK_UNKNOWN_KEY');
    }
    return point;
  }

  /** A client that is gone has no answer to read. */
  private send(response: ServerResponse, { status, headers, body }: PlannedAnswer): void {
    if (response.destroyed) return;
    if (this.isClosing) response.setHeader('connection', 'close');
    response.writeHead(status, headers);
    response.end(body);
  }

  private refuse(thrown: unknown, response: ServerResponse): void {
    const requestId = this.nextRequestId();
    if (hostErrorOf(thrown).entry.level === 'error') this.options.onError(thrown, requestId);
    if (response.destroyed) return;
    if (this.isClosing) response.setHeader('connection', 'close');
    writeProblem(thrown, requestId, response);
  }
}
