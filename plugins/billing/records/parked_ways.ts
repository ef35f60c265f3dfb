import type { ParkedCode } from '../domain/compose_types.ts'

/** Where the cause of a parked set is mended. */
export interface ParkedPlace {
  readonly loadId: bigint
  readonly premiseId: bigint
}

interface Way {
  /** What a person does about it, in sentences. */
  readonly todo: string
  readonly place: { readonly title: string; readonly permission: string } | null
  readonly path: (place: ParkedPlace) => string
  /** Whether a further run of the same month can bill it; what the load froze, only the next load reads anew. */
  readonly isRetried: boolean
}

const NEXT = 'O que a carga guardou não muda: o mês sai na fatura da próxima carga, desde a última.'

const premise: Pick<Way, 'place' | 'path'> = {
  place: { title: 'Abrir o imóvel', permission: 'registry.read' },
  path: ({ premiseId }) => `/registry/premises/${premiseId}`,
}

/** What to do about each reason for which a set is parked. */
export const PARKED_WAYS: Readonly<Record<ParkedCode, Way>> = {
  reading_missing: {
    todo: 'A leitura não voltou do campo. Importe o retorno ou digite a folha, processe a crítica e fature de novo.',
    place: { title: 'Abrir a carga', permission: 'readings.read' },
    path: ({ loadId }) => `/readings/loads/${loadId}`,
    isRetried: true,
  },
  reading_held: {
    todo: 'Decida a leitura na crítica: aceitar, corrigir, usar a média ou mandar conferir. Depois fature de novo.',
    place: { title: 'Decidir na crítica', permission: 'readings.review' },
    path: ({ loadId }) => `/readings/review?load=${loadId}`,
    isRetried: true,
  },
  holder_missing: { ...premise, todo: `Registre o titular do imóvel. ${NEXT}`, isRetried: false },
  economies_missing: {
    ...premise,
    todo: `Registre as economias do imóvel. ${NEXT}`,
    isRetried: false,
  },
  tariff_missing: {
    todo: 'Ponha em vigor, para o período da leitura, uma tabela que responda por esta categoria. Depois fature de novo.',
    place: { title: 'Ver as tarifas', permission: 'tariffs.read' },
    path: () => '/tariffs/prices',
    isRetried: true,
  },
  beneficiary_missing: {
    todo: 'Cadastre o tipo de cobrança que a explicação nomeia e diga a quem o valor pertence. Depois fature de novo.',
    place: { title: 'Abrir os tipos de cobrança', permission: 'receivables.read' },
    path: () => '/receivables/charge-types',
    isRetried: true,
  },
  negative_charge: {
    ...premise,
    todo: 'Confira a tarifa, o contrato e o crédito de volume do imóvel: a conta ficou abaixo de zero. Depois fature de novo.',
    isRetried: true,
  },
  period_invalid: {
    ...premise,
    todo: `Confira as datas das leituras: a atual é anterior à passada. ${NEXT}`,
    isRetried: false,
  },
  other_route: {
    ...premise,
    todo: 'A rodada foi só de alguns roteiros. Fature os que faltam na página da rodada, ou estes daqui.',
    isRetried: true,
  },
  first_charge: {
    ...premise,
    todo: 'Nada a fazer: a ligação é recente e o mês entra na próxima fatura.',
    isRetried: false,
  },
  site_bill: {
    todo: 'A fatura que o leiturista deixou no imóvel não é a que o sistema calcula. Ajuste-a na crítica das faturas emitidas em campo: a fatura sai na hora, com o mesmo número.',
    place: { title: 'Abrir a crítica', permission: 'billing.read' },
    path: ({ premiseId }) => `/billing/site-bills?premise_id=${premiseId}`,
    isRetried: true,
  },
}
