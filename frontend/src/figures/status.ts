import type { RunSummary } from '../protocol/types';
import { percent } from './numbers';

function two(part: number): string {
  return String(part).padStart(2, '0');
}

/** Minutes and seconds, with hours only where there are any. */
export function clock(value: number): string {
  const whole = Math.max(0, Math.round(value));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function ended(status: RunSummary['status']): boolean {
  return status !== 'queued' && status !== 'running';
}

export function progress({ step, steps }: RunSummary): number {
  return steps === 0 ? 0 : Math.min(step / steps, 1);
}

/** What becomes of a run, in a few words. */
export function statusText(run: RunSummary): string {
  const { status, elapsed_s, remaining_s, metrics, step } = run;
  switch (status) {
    case 'queued':
      return 'queued';
    case 'running': {
      if (step === 0) return `starting · ${clock(elapsed_s ?? 0)}`;
      const left = remaining_s === null ? '' : `, about ${clock(remaining_s)} left`;
      return `${percent(progress(run), 0)} · ${clock(elapsed_s ?? 0)}${left}`;
    }
    case 'finished':
      return `${percent(metrics.validation_accuracy)} · finished`;
    case 'diverged':
      return `diverged at step ${step}`;
    default:
      return `${status} at step ${step}`;
  }
}

export type Tone = 'good' | 'bad' | 'warn' | 'plain';

export function statusTone(status: RunSummary['status']): Tone {
  if (status === 'finished') return 'good';
  if (status === 'diverged' || status === 'failed') return 'bad';
  return status === 'interrupted' || status === 'cancelled' ? 'warn' : 'plain';
}
