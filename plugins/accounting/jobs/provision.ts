import {
  type CivilDate,
  type RefMonth,
  formatRefMonth,
  monthOf,
  previousMonth,
} from '#core/calendar/index'
import type { Job } from '#core/jobs/index'
import { computeProvision } from '../services/provisions.ts'

interface ProvisionArgs {
  readonly reference: RefMonth
  readonly on: string
}

/** Computes the provision of the month before at the hour of a schedule; a person still reviews it (TR-3.2.10.6). */
export const provisionJob: Job<ProvisionArgs, RefMonth> = {
  name: 'accounting.provision',
  title: 'Cálculo da provisão de devedores duvidosos',
  permission: 'accounting.provision',
  figures: { debts: 'Débitos', provision_cents: 'Provisão' },
  key: ({ reference, on }) => `${reference}/${on}`,
  label: ({ reference }) => `Provisão de ${formatRefMonth(reference)}`,
  schedule: {
    args: ({ date }: { readonly date: CivilDate }) => ({
      reference: previousMonth(monthOf(date)),
      on: date,
    }),
  },
  async plan(_context, { reference }) {
    return { chunks: [reference], total: 1, state: {} }
  },
  async perform({ tx, municipalityId, actor }, reference) {
    const { lines, provisionCents } = await computeProvision(tx, {
      ...{ municipalityId, reference, actor },
    })
    return {
      ...{ done: 1, parked: 0, issues: [] },
      figures: { debts: lines, provision_cents: provisionCents },
    }
  },
}
