/** One event of a stream. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
  /** Where to go on behind it. */
  readonly id: string;
}

/** The events of an answer of `text/event-stream`; `onId` is told each place, those of heartbeats too. */
export async function* serverEvents(
  body: AsyncIterable<Uint8Array>,
  onId: (id: string) => void = () => undefined,
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const of = (name: string): string | undefined =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const [event, data, id = ''] = [of('event'), of('data'), of('id')];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) as unknown, id };
      if (id !== '') onId(id);
    }
  }
}
