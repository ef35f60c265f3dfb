import type { SlipData } from '../slip/types.ts'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface BookletData {
  utility: SlipData['utility']
  title: string
  payer: { name: string; tax_id: string | null }
  premise: { registration: string; address: string }
  issued_on: string
  covers: { from: string; until: string }
  basis: string
  total_cents: string
  slips: {
    label: string
    number: string
    due_on: string
    amount_cents: string
    payment: SlipData['payment']
  }[]
}
