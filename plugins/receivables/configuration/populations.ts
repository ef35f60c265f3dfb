import type { Population } from '#core/configuration/index'
import { lateChargesDecision } from '../decisions/late_charges.ts'
import {
  DELAY_VALUES,
  type LateFacts,
  type LateSpec,
  chunkOfLate,
  explainLate,
  lateChunks,
  lateFacts,
  lateMonths,
  replayLate,
  simulateLate,
} from '../services/simulate_late.ts'

const PARAMETERS = [
  'receivables.late_fine_percent',
  'receivables.monthly_interest_percent',
  'receivables.monetary_correction',
]

/** Fines, interest and correction that late payments were charged. */
const lateCharges: Population<LateSpec, LateFacts> = {
  name: 'receivables.late_month',
  title: 'Encargos por atraso',
  help: 'As multas, os juros e a correção cobrados de pagamentos atrasados, pelo valor, vencimento e pagamento de então. Atrasos que nada cobraram não ficaram guardados e não entram.',
  results: { one: 'encargo', many: 'encargos' },
  permission: 'receivables.read',
  unit: 'money',
  amount: 'Multas, juros e correção',
  dims: [
    {
      name: 'component',
      title: 'Encargo',
      values: [
        { value: 'fine', label: 'Multa' },
        { value: 'interest', label: 'Juros' },
        { value: 'correction', label: 'Correção monetária' },
      ],
    },
    { name: 'delay', title: 'Atraso', values: DELAY_VALUES },
    { name: 'reference', title: 'Mês do lançamento' },
  ],
  concerns: ({ kind, key }) =>
    (kind === 'ruleset' && key === lateChargesDecision.name) ||
    (kind === 'parameter' && PARAMETERS.includes(key)),
  demanded: () => false,
  months: lateMonths,
  groups: async () => [],
  chunks: lateChunks,
  chunkOf: chunkOfLate,
  facts: lateFacts,
  compute: simulateLate,
  explain: explainLate,
  replay: replayLate,
}

export default [lateCharges] as readonly Population[]
