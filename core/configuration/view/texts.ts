import type { Json } from '#core/database/index'

/** A plain value for people: decimals with a comma, sim/não, a dash for absence. */
export function decimalText(value: Json): string {
  if (value === null) return '—'
  if (value === true) return 'sim'
  if (value === false) return 'não'
  if (typeof value === 'string') return /^-?\d+\.\d+$/.test(value) ? value.replace('.', ',') : value
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

const UNITS: Readonly<Record<string, string>> = {
  m3: 'm³',
  BRL: 'R$',
  percent: '%',
  seconds: 'segundos',
  minutes: 'minutos',
  hours: 'horas',
  days: 'dias',
  months: 'meses',
  years: 'anos',
  economies: 'economias',
  min: 'minutos',
}

export const unitText = (unit: string | undefined) => (unit ? (UNITS[unit] ?? unit) : '')
