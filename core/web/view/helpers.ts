import type { Edge } from 'edge.js'
import { ENVIRONMENTS, environmentOf } from '#core/database/environment'
import type { Tone } from '#core/records/index'
import * as format from './format.ts'
import { ICONS } from './icons.ts'
import { pageNumbers } from './page_numbers.ts'

const BADGES: Readonly<Record<Tone, string>> = {
  neutral: 'state-neutral',
  good: 'state-good',
  attention: 'state-attention',
  bad: 'state-bad',
  info: 'state-info',
}

/** What every template may call: `{{ money(total_cents) }}`, `{{ icon('plus') }}`, `{{ badge('good', 'Paga') }}`. */
export function registerViewHelpers(edge: Edge): void {
  const { safe, escape } = edge.globals.html
  const environment = environmentOf()
  edge.global('environmentName', environment === 'production' ? null : ENVIRONMENTS[environment])
  edge.global('money', format.money)
  edge.global('decimal', format.decimal)
  edge.global('integer', format.integer)
  edge.global('volume', format.volume)
  edge.global('date', format.date)
  edge.global('datetime', format.datetime)
  edge.global('refMonth', format.refMonth)
  edge.global('registration', format.registration)
  edge.global('taxpayer', format.taxpayer)
  edge.global('maskedTaxpayer', format.maskedTaxpayer)
  edge.global('phone', format.phone)
  edge.global('pageNumbers', pageNumbers)
  edge.global('icon', (name: string, className = '') =>
    safe(
      `<svg class="icon ${escape(className)}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name] ?? ICONS.list}</svg>`
    )
  )
  edge.global('iconSymbols', (names: readonly string[]) =>
    safe(
      names
        .map((name) => `<symbol id="icon-${name}" viewBox="0 0 24 24">${ICONS[name]}</symbol>`)
        .join('')
    )
  )
  edge.global('badge', (tone: Tone, text: string) =>
    safe(`<span class="state ${BADGES[tone] ?? BADGES.neutral}">${escape(text)}</span>`)
  )
}
