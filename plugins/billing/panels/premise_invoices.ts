import type { PageContext, Panel } from '#core/records/index'
import { premiseFactsByIds } from '#plugins/registry/api'
import { lastInvoices } from '../services/invoices/last_invoices.ts'

/** The last invoices of a premise, and the next one simulated with the tariff and the economies of today. */
export const invoicesPanel: Panel = {
  name: 'billing.premise_invoices',
  on: 'registry.premises',
  title: 'Últimas faturas',
  permission: 'billing.read',
  place: 40,
  view: 'billing::premise_invoices',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const invoices = await lastInvoices(tx, municipalityId, {
      sql: 'i.premise_id = ?',
      bindings: [row.id],
    })
    const maySimulate = actor.permissions.has('tariffs.simulate')
    return {
      invoices,
      premiseId: row.id,
      simulationPath: maySimulate ? await simulationPath() : null,
    }

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
