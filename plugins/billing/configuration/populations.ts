import type { ItemName, Population } from '#core/configuration/index'
import { CATEGORIES } from '#plugins/registry/api'
import { DEFAULT_TABLE, TARIFF_TABLE } from '#plugins/tariffs/api'
import { categoryTitle, chargeTitle } from '../domain/line_title.ts'
import { VOLUME_BANDS } from '../domain/volume_band.ts'
import { BILLING_NEEDS } from '../services/run/billing_rules.ts'
import { explainSimulated } from '../services/replay/explain_simulated.ts'
import {
  type InvoiceChunk,
  billedGroups,
  billedMonths,
  chunkOfInvoice,
  invoiceChunks,
} from '../services/replay/month_chunks.ts'
import { replayInvoices } from '../services/replay/replay_invoices.ts'
import {
  type InvoiceFacts,
  invoiceFacts,
  simulateInvoices,
} from '../services/replay/simulate_invoices.ts'

/** Parameters that a tariff or the volume that it charges depends on; the others change no tariff amount. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'tariffs.index_units',
  'billing.condominium_share',
  'billing.category_split',
  'billing.billable_services',
  'billing.situation_days',
  'billing.period_days',
])

const isTariff = ({ kind, key }: ItemName): boolean =>
  (kind === TARIFF_TABLE && key === DEFAULT_TABLE) ||
  (kind === 'ruleset' && (BILLING_NEEDS.decisions as readonly string[]).includes(key))

const CHARGES = ['water', 'sewage', 'water_basic', 'sewage_basic', 'regulation_fee', 'garbage']

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The invoices that the system billed: what the tariffs of the month come to with other tables, rules or parameters. */
const billedInvoices: Population<InvoiceChunk, InvoiceFacts> = {
  name: 'billing.month',
  title: 'Faturas emitidas',
  help: 'As tarifas que cada fatura cobrou no mês (água, esgoto e o mais que a tabela cobra), com o consumo e o cadastro de então. Multas, juros, créditos e o que veio de meses anteriores não entram.',
  results: { one: 'fatura', many: 'faturas' },
  permission: 'billing.read',
  unit: 'money',
  amount: 'Tarifas do mês',
  dims: [
    {
      name: 'category',
      title: 'Categoria',
      values: [
        ...CATEGORIES.map((value) => ({ value, label: capital(categoryTitle(value)) })),
        { value: '', label: 'Sem categoria' },
      ],
    },
    { name: 'band', title: 'Faixa de consumo', values: VOLUME_BANDS },
    { name: 'district', title: 'Bairro' },
    {
      name: 'charge',
      title: 'Cobrança',
      values: CHARGES.map((value) => ({ value, label: chargeTitle(value) })),
    },
    { name: 'group', title: 'Grupo' },
    { name: 'reference', title: 'Mês de referência' },
  ],
  concerns: (item) => isTariff(item) || (item.kind === 'parameter' && PARAMETERS.has(item.key)),
  demanded: isTariff,
  months: billedMonths,
  groups: billedGroups,
  chunks: invoiceChunks,
  chunkOf: chunkOfInvoice,
  facts: invoiceFacts,
  compute: simulateInvoices,
  explain: explainSimulated,
  replay: replayInvoices,
}

export default [billedInvoices] as readonly Population[]
