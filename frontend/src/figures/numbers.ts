const SUPERSCRIPT: Record<string, string> = { '-': '⁻', ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((mark, digit) => [digit, mark])) };

function power(exponent: number): string {
  return [...String(exponent)].map((mark) => SUPERSCRIPT[mark] ?? mark).join('');
}

const SMALL = 1e-3;
const LARGE = 1e6;

/**
 * A number with so many significant digits, a large one to the whole number; with a real minus sign, and powers of
 * ten below 0.001 and from a million on. The server writes its sentences by the same rules.
 */
export function format(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'NaN';
  return (value < 0 ? '−' : '') + sizeText(Math.abs(value), digits);
}

function sizeText(size: number, digits: number): string {
  if (!Number.isFinite(size)) return '∞';
  if (size === 0) return '0';
  if (size >= SMALL && size < LARGE) return size >= 10 ** digits ? size.toFixed(0) : trim(plain(size.toPrecision(digits)));
  const [mantissa = '', exponent = '0'] = size.toExponential(digits - 1).split('e');
  return `${trim(mantissa)}·10${power(Number(exponent))}`.replace(/^1·/, '');
}

/** Rounding up to the next power of ten makes `toPrecision` write an exponent. */
function plain(text: string): string {
  return text.includes('e') ? Number(text).toFixed(0) : text;
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Whole numbers with a thin space between thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function seconds(value: number): string {
  const whole = Math.max(0, Math.round(value));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** A share in percent; with more digits where it would read 0% or 100% and is neither. */
export function percent(fraction: number | null | undefined, digits = 1): string {
  if (fraction === null || fraction === undefined || Number.isNaN(fraction)) return '–';
  const value = fraction * 100;
  const text = value.toFixed(digits);
  if (value !== 0 && Number(text) === 0) return `${format(value, 2)}%`;
  return value < 100 && Number(text) >= 100 ? percent(fraction, digits + 1) : `${text}%`;
}

/** A number in its unit, `share` in percent. */
export function withUnit(value: number | null | undefined, unit: string): string {
  return unit === 'share' ? percent(value) : `${format(value)} ${unit}`.trim();
}
