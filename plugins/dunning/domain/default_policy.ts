import type { Policy, PolicyStep } from './policy.ts'

const OFFICE_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const CUT_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday'] as const
const STOPS = ['payment', 'agreement', 'hold', 'correction', 'holder_change', 'block'] as const
const LAW = 'Lei 11.445/2007, art. 40, V e § 2º; Lei 14.015/2020'

const cut = (level: 1 | 2, after: string, title: string): PolicyStep => ({
  ...{ id: `cut_${level}`, kind: `cut_${level}`, title, after, days: 30 },
  ...{ weekdays: CUT_DAYS, channel: 'order', cost_cents: 0, stops: STOPS, because: LAW },
})

/** What the law lets every utility do, and no more. */
export const DEFAULT_POLICY: Policy = {
  title: 'Política da lei',
  steps: [
    {
      ...{ id: 'notice', kind: 'notice', title: 'Notificação de corte', after: 'due', days: 1 },
      ...{ weekdays: OFFICE_DAYS, channel: 'paper', cost_cents: 0, stops: STOPS, because: LAW },
    },
    cut(1, 'notice', 'Corte no cavalete'),
    cut(2, 'cut_1', 'Corte no ramal'),
    {
      ...{ id: 'extrajudicial', kind: 'extrajudicial', title: 'Notificação extrajudicial' },
      ...{ after: 'due', days: 90, weekdays: OFFICE_DAYS, channel: 'paper', cost_cents: 0 },
      ...{ stops: STOPS, because: 'Código Civil, art. 397, parágrafo único' },
    },
    {
      ...{ id: 'bureau', kind: 'bureau', title: 'Negativação', after: 'extrajudicial', days: 15 },
      ...{ weekdays: OFFICE_DAYS, channel: 'file', cost_cents: 0, stops: STOPS },
      because: 'CDC, art. 43, § 2º',
    },
  ],
}
