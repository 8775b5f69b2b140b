import { ignore } from '../errors/index.js';
import type { Topic, TopicListener } from './store-options.js';

/** Listeners of this process, called after the teller's turn; one that throws stops nobody. */
export class LocalTopics {
  private readonly listeners = new Set<TopicListener>();

  on(listener: TopicListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(topic: Topic, isOwn: boolean): void {
    for (const listener of this.listeners) {
      queueMicrotask(() => {
        try {
          listener(topic, isOwn);
        } catch (error) {
          ignore(error, `a listener of ${topic} failed; polling finds the work`);
        }
      });
    }
  }
}
