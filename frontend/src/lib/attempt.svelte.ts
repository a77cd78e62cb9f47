import { Problem } from '../protocol/problem';

/** What the last act of a menu ran into; the shell shows it. */
export const trouble: { problem: Problem | null } = $state({ problem: null });

/** Do what a person asked for from a menu, and say when the server does not let it. */
export async function attempt(act: () => void | Promise<void>): Promise<void> {
  trouble.problem = null;
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    trouble.problem = error;
  }
}
