/** What the host refused a call for. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    /** Stable: decide by this, never by the text. */
    readonly code: string,
    readonly remedy: string,
    readonly details: {
      readonly title: string;
      readonly detail?: string;
      readonly requestId?: string;
      readonly errors?: readonly { readonly field: string; readonly message: string }[];
    },
  ) {
    super([details.title, details.detail].filter(Boolean).join(': '));
  }
}

/** The problem of an answer that is none of 2xx; one that is no problem (of a proxy) is told by its status. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') ?? false;
  if (!isProblem) {
    const remedy = 'Check the address: this is no answer of Hookyard.';
    return new ApiProblem(answer.status, 'NOT_HOOKYARD', remedy, { title: `HTTP ${answer.status}` });
  }
  const { code, remedy, ...details } = JSON.parse(text) as ApiProblem['details'] & {
    readonly code: string;
    readonly remedy: string;
  };
  return new ApiProblem(answer.status, code, remedy, details);
}
