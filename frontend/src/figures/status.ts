import type { Headline, RunSummary, Tone } from '../protocol/types';
import { percent, withUnit } from './numbers';

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

/** A sentence as words within a line. */
function within(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** What a run is judged by, with its name where the number does not speak for itself. */
export function headlineText({ title, unit, value }: Pick<Headline, 'title' | 'unit' | 'value'>): string {
  return unit === 'share' ? percent(value) : `${title} ${withUnit(value, unit)}`;
}

/** What becomes of a run, in a few words; `since`: seconds that have passed since it was as it says. */
export function statusText(run: RunSummary, since = 0): string {
  const { status, sentence, elapsed_s, remaining_s, metrics, step } = run;
  switch (status) {
    case 'queued':
      return 'queued, waits for a worker';
    case 'running': {
      if (step === 0) return `${clock((elapsed_s ?? 0) + since)} · ${within(sentence) || 'starting'}`;
      const left = remaining_s === null ? '' : `, about ${clock(remaining_s)} left`;
      return `${percent(progress(run), 0)} · ${clock(elapsed_s ?? 0)}${left}`;
    }
    case 'finished':
      return `${headlineText(metrics.headline)} · finished`;
    default:
      return step === 0 ? `${status} before the first step` : `${status} at step ${step}`;
  }
}

/** What can be said of a run of which there is nothing to look at. */
export function withoutData({ status, step, sentence, tone }: Pick<RunSummary, 'status' | 'step' | 'sentence' | 'tone'>): {
  tone: Tone;
  verdict: string;
  text: string;
} {
  if (status === 'queued') return { tone: 'plain', verdict: 'Queued.', text: sentence };
  if (status === 'running') return { tone: 'plain', verdict: 'Starting.', text: sentence || 'The first numbers are on their way.' };
  if (step > 0) return { tone: 'plain', verdict: 'Loading.', text: 'What was stored of this run is on its way.' };
  const verdict = `${status.charAt(0).toUpperCase()}${status.slice(1)}.`;
  return { tone: statusTone({ status, tone }), verdict, text: sentence };
}

/** How good the news are: that a run has finished says nothing of it, its last reading does. */
export function statusTone({ status, tone }: Pick<RunSummary, 'status' | 'tone'>): Tone {
  if (status === 'finished') return tone;
  if (status === 'diverged' || status === 'failed') return 'bad';
  return status === 'interrupted' || status === 'cancelled' ? 'warn' : 'plain';
}
