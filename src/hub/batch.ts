/**
 * Collects what one turn of the event loop asks for and asks the database once: a hundred transfers that look up
 * their links cost one statement. Nothing is kept between turns, so no answer is older than its question.
 */
export class Batch<Question, Answer> {
  private waiting: {
    question: Question;
    resolve: (answer: Answer) => void;
    reject: (error: unknown) => void;
  }[] = [];

  /** `ask` answers in the order of its questions. */
  constructor(
    private readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly mostAtOnce = 500,
  ) {}

  of(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let from = 0; from < all.length; from += this.mostAtOnce) {
      const group = all.slice(from, from + this.mostAtOnce);
      this.ask(group.map(({ question }) => question)).then(
        (answers) => group.forEach(({ resolve }, index) => resolve(answers[index] as Answer)),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
    }
  }
}
