import type { FieldError, ProblemBody } from './types';

/** An answer of RFC 9457: what was wrong, where, and what would be right. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail || title);
  }

  /** Nothing is wrong with what was asked: the same may be answered another time. */
  get passing(): boolean {
    return this.errors.length === 0 && (this.status === 0 || this.status >= 500);
  }

  /** Errors at or below a JSON pointer, such as `/optimizers/0/params/learning_rate`. */
  at(pointer: string): FieldError[] {
    return this.errors.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  }
}

export function isProblemBody(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

export function toProblem(body: unknown, status: number): Problem {
  if (!isProblemBody(body)) {
    return new Problem('unexpected', status, 'Unexpected answer', `The server answered with status ${status}.`);
  }
  const kind = body.type.split('/').at(-1) ?? body.type;
  return new Problem(kind, body.status, body.title, body.detail ?? '', body.errors ?? []);
}

export function unreachable(): Problem {
  return new Problem(
    'unreachable',
    0,
    'The server does not answer',
    'Start it again with "ravine serve"; this page goes on by itself.',
  );
}
