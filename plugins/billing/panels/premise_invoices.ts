import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { premiseFactsByIds } from '#plugins/registry/api'

interface InvoiceLine {
  readonly id: bigint
  readonly reference: string
  readonly due_on: string
  readonly total_cents: bigint
  readonly settlement: string
}

const SHOWN = 4

/** The last invoices of a premise, and the next one simulated with the tariff and the economies of today. */
export const invoicesPanel: Panel = {
  name: 'billing.premise_invoices',
  on: 'registry.premises',
  title: 'Últimas faturas',
  permission: 'billing.read',
  place: 40,
  view: 'billing::premise_invoices',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const invoices = await query<InvoiceLine>(
      tx,
      `select id, reference, due_on, total_cents, settlement from billing_invoices
        where municipality_id = ? and premise_id = ? order by reference desc, id desc limit ${SHOWN}`,
      [municipalityId, row.id]
    )
    const maySimulate = actor.permissions.has('tariffs.simulate')
    return { invoices, simulationPath: maySimulate ? await simulationPath() : null }

    async function simulationPath(): Promise<string | null> {
      const [facts] = await premiseFactsByIds(tx, municipalityId, [row.id], today)
      if (!facts?.economies.length) return null
      const asked = new URLSearchParams({
        category: facts.economies.map((one) => `${one.category}:${one.economies}`).join(', '),
        economies: String(facts.economies[0]!.economies),
        profile: facts.tariffType,
        taps: facts.taps === null ? '' : String(facts.taps),
        collection_frequency: facts.collectionFrequency ?? '',
        waste_profile: facts.wasteProfile ?? '',
        water: facts.water === null ? 'no' : 'yes',
        ...(facts.sewage && facts.sewage.class !== 'none'
          ? { sewage_class: facts.sewage.class }
          : {}),
      })
      return `/tariffs/simulate?${asked.toString()}`
    }
  },
}
