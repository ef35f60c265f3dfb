import type { Population } from '#core/configuration/index'
import { billingGroups } from '#plugins/registry/api'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import {
  type PolicyFacts,
  type PolicySpec,
  policyChunks,
  policyFacts,
  policyMonths,
} from '../services/policy/past_facts.ts'
import { explainPolicy, simulatePolicy } from '../services/policy/simulate_policy.ts'
import { POLICY_KIND } from './kinds.ts'
import { NOTICES } from './parameters.ts'

/** Which steps a policy would have taken in past months. */
const policyMonth: Population<PolicySpec, PolicyFacts> = {
  name: 'dunning.policy_month',
  title: 'Etapas da cobrança',
  help: 'A que etapas da política cada devedor teria chegado no mês, pelos vencimentos, pagamentos, processos e acordos de então e pelos dias da semana da etapa. Bloqueios, categoria e titular são os do fim do mês, e a situação da ligação é a de hoje: nenhum é o de cada dia. Etapas por mensagem contam também quem não tem celular ou e-mail válido.',
  results: { one: 'etapa', many: 'etapas' },
  permission: 'dunning.read',
  unit: 'count',
  amount: 'Etapas no mês',
  dims: [
    { name: 'step', title: 'Etapa' },
    { name: 'category', title: 'Categoria' },
    { name: 'amount', title: 'Valor cobrado, por etapa', unit: 'money' },
    { name: 'cost', title: 'Custo, por etapa', unit: 'money' },
  ],
  concerns: ({ kind, key }) =>
    kind === POLICY_KIND ||
    (kind === 'ruleset' && key === noticeEligibility.name) ||
    (kind === 'parameter' && key === NOTICES),
  demanded: ({ kind }) => kind === POLICY_KIND,
  months: policyMonths,
  async groups(reader, municipalityId) {
    const groups = await billingGroups(reader, municipalityId)
    return groups.map(({ id, name }) => ({ value: String(id), label: name }))
  },
  chunks: policyChunks,
  async chunkOf(_tx, _municipalityId, key) {
    const [month, premise] = key.split('/') as [PolicySpec['month'], string]
    return { month, after: String(BigInt(premise) - 1n), until: premise }
  },
  facts: policyFacts,
  compute: simulatePolicy,
  explain: explainPolicy,
  // What a policy would have done was never done: there is nothing stored to compare with.
  replay: async () => [],
}

export default [policyMonth] as readonly Population[]
