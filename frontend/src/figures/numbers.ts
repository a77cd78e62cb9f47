const SUPERSCRIPT: Record<string, string> = { '-': '⁻', ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((mark, digit) => [digit, mark])) };

function power(exponent: number): string {
  return [...String(exponent)].map((mark) => SUPERSCRIPT[mark] ?? mark).join('');
}

/** A number with so many significant digits, a real minus sign, and powers of ten where they help. */
export function format(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 10 ** Math.max(digits + 2, 5)) {
    const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
    return `${trim(mantissa)}·10${power(Number(exponent))}`.replace(/^-/, '−').replace(/^(−?)1·/, '$1');
  }
  return trim(Number(value.toPrecision(digits)).toString()).replace('-', '−');
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

export function percent(fraction: number | null | undefined, digits = 1): string {
  return fraction === null || fraction === undefined || Number.isNaN(fraction) ? '–' : `${(fraction * 100).toFixed(digits)} %`;
}
