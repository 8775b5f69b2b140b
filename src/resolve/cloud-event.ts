import { mediaTypeOf } from './body-format.js';
import { setOwn } from './own-property.js';

type Headers = Readonly<Record<string, string>>;

/** True when the headers carry a CloudEvent's attributes and the body is its data (binary content mode). */
export function isBinaryCloudEvent(headers: Headers): boolean {
  return headers['ce-specversion'] !== undefined && headers['ce-id'] !== undefined;
}

/** The event's attributes, as they would stand beside `data` in structured mode. */
export function cloudEventAttributes(headers: Headers): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('ce-')) setOwn(event, name.slice('ce-'.length), unescapedHeader(value));
  }
  const type = mediaTypeOf(headers['content-type']).type;
  if (type) setOwn(event, 'datacontenttype', type);
  return event;
}

/** The HTTP binding percent-encodes what a header cannot hold. */
function unescapedHeader(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
