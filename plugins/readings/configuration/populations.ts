import type { Population } from '#core/configuration/index'
import { CATEGORIES } from '#plugins/registry/api'
import { POLICY_NEEDS } from '../services/policy.ts'
import {
  type CritiqueFacts,
  type CritiqueSpec,
  chunkOfReading,
  critiqueChunks,
  critiqueFacts,
  critiquedGroups,
  critiquedMonths,
  explainCritique,
  replayCritique,
  simulateCritique,
} from '../services/simulate_critique.ts'

const CATEGORY_TITLES = ['Residencial', 'Comercial', 'Industrial', 'Pública']

/** The readings that the critique judged: which it would hold with other rules or limits. */
const critiquedReadings: Population<CritiqueSpec, CritiqueFacts> = {
  name: 'readings.month',
  title: 'Leituras criticadas',
  help: 'Quantas leituras a crítica reteria, e quais, contra as que reteve, com o que voltou do campo e o cadastro de então. O que as pessoas decidiram depois não entra.',
  results: { one: 'leitura', many: 'leituras' },
  permission: 'readings.read',
  unit: 'count',
  amount: 'Leituras retidas',
  dims: [
    { name: 'reason', title: 'Motivo da retenção' },
    {
      name: 'category',
      title: 'Categoria',
      values: CATEGORIES.map((value, index) => ({ value, label: CATEGORY_TITLES[index] ?? value })),
    },
    { name: 'district', title: 'Bairro' },
    { name: 'group', title: 'Grupo' },
    { name: 'reference', title: 'Mês de referência' },
  ],
  concerns: ({ kind, key }) =>
    (kind === 'ruleset' && POLICY_NEEDS.decisions.includes(key)) ||
    (kind === 'parameter' && POLICY_NEEDS.parameters.includes(key)),
  demanded: () => false,
  months: critiquedMonths,
  groups: critiquedGroups,
  chunks: critiqueChunks,
  chunkOf: chunkOfReading,
  facts: critiqueFacts,
  compute: simulateCritique,
  explain: explainCritique,
  replay: replayCritique,
}

export default [critiquedReadings] as readonly Population[]
