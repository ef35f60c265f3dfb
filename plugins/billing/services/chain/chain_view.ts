import { type CivilDate, type RefMonth, monthOf, previousMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { BillingGroup } from '#plugins/registry/api'
import { type ChainStep, type StepFacts, chainSteps } from '../../domain/chain_steps.ts'
import { PARKED_CODES } from '../../records/options.ts'
import { type GroupMonth, groupMonths } from '../settings/group_months.ts'
import {
  type LoadCounts,
  type ParkedCount,
  type RunCounts,
  loadCounts,
  parkedCounts,
  premiseCounts,
  runCounts,
} from './chain_counts.ts'

export interface ChainQuery {
  readonly municipalityId: bigint
  readonly groups: readonly BillingGroup[]
  readonly reference: RefMonth
  readonly today: CivilDate
  readonly timeZone: string
}

export interface GroupChain {
  readonly groupId: bigint
  readonly groupName: string
  readonly steps: readonly ChainStep[]
  readonly isLate: boolean
  /** Papers still to be delivered. */
  readonly toDeliver: number
}

/** The month of some groups step by step, from the registry to the letterbox (CM-20). */
export async function chainView(tx: Tx, asked: ChainQuery): Promise<GroupChain[]> {
  const { municipalityId, groups, reference, today } = asked
  const wanted = groups.map(({ id: groupId }) => ({ groupId, reference }))
  const months = await groupMonths(tx, municipalityId, wanted)
  const counted = { ...asked, groupIds: groups.map(({ id }) => id) }
  const premises = byGroup(await premiseCounts(tx, counted))
  const loads = byGroup(await loadCounts(tx, counted))
  const runs = byGroup(await runCounts(tx, counted))
  const parked = Map.groupBy(await parkedCounts(tx, counted), (row) => row.billing_group_id)
  return groups.map(({ id, name }) => {
    const run = runs.get(id)
    const facts = stepsOf({
      ...{ groupId: id, reference, month: months.get(id), load: loads.get(id), run },
      ...{ premises: premises.get(id)?.premises ?? 0, parked: parked.get(id) ?? [] },
    })
    // Months of before the system began to bill are nobody's delay.
    const isPast = !loads.has(id) && reference < previousMonth(monthOf(today))
    const steps = chainSteps(
      isPast ? facts.map((one) => ({ ...one, planned: null })) : facts,
      today
    )
    return {
      ...{ groupId: id, groupName: name, steps },
      isLate: steps.some(({ lateText }) => lateText !== null),
      toDeliver: run ? run.standing - run.delivered : 0,
    }
  })
}

const byGroup = <T extends { readonly billing_group_id: bigint }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.billing_group_id, row]))

interface GroupFacts {
  readonly groupId: bigint
  readonly reference: RefMonth
  readonly month: GroupMonth | undefined
  readonly load: LoadCounts | undefined
  readonly run: RunCounts | undefined
  readonly premises: number
  readonly parked: readonly ParkedCount[]
}

const stepsOf = (facts: GroupFacts): readonly StepFacts[] => [
  registryStep(facts),
  readingStep(facts),
  consumptionStep(facts),
  calculationStep(facts),
  issueStep(facts),
  deliveryStep(facts),
]

function registryStep({ month, load, premises }: GroupFacts): StepFacts {
  const outside = load ? Math.max(0, premises - load.items) : 0
  return {
    ...{ title: 'Cadastro: carga', planned: month?.load_on ?? null },
    ...{ started: load?.loaded_on ?? null, ended: load?.loaded_on ?? null },
    ...{ done: load?.items ?? 0, of: premises },
    exceptions: [{ text: 'Em uso e fora da carga', count: outside, path: null }],
  }
}

function readingStep({ month, load }: GroupFacts): StepFacts {
  const path = load ? `/readings/loads/${load.load_id}` : null
  return {
    ...{ title: 'Leitura', planned: month?.read_from_on ?? null },
    ...{ started: load?.field_on ?? null, ended: load?.last_on ?? null },
    ...{ done: load?.read ?? 0, of: load?.to_read ?? 0 },
    exceptions: [{ text: 'Sem leitura', count: load ? load.to_read - load.read : 0, path }],
  }
}

function consumptionStep({ month, load }: GroupFacts): StepFacts {
  return {
    ...{ title: 'Consumo', planned: month?.read_until_on ?? null },
    ...{ started: load?.judged_from ?? null, ended: load?.judged_until ?? null },
    ...{ done: load?.judged ?? 0, of: load?.items ?? 0 },
    exceptions: [
      {
        ...{ text: 'Retidas pela crítica', count: load?.held ?? 0 },
        path: load ? `/readings/review?load=${load.load_id}` : null,
      },
    ],
  }
}

function calculationStep({ month, load, run, parked, groupId, reference }: GroupFacts): StepFacts {
  const path = `/billing/waiting?group=${groupId}&reference=${reference}`
  return {
    ...{ title: 'Cálculo', planned: month?.bill_on ?? null },
    ...{ started: run?.ran_on ?? null, ended: run?.last_ran_on ?? null },
    ...{ done: run ? run.invoices + run.exempt : 0, of: load?.items ?? 0 },
    exceptions: parked.map(({ code, premises: count }) => ({
      ...{ text: PARKED_CODES.find(({ value }) => value === code)?.label ?? code, count },
      path: `${path}&reason=${code}`,
    })),
  }
}

function issueStep({ month, run, reference }: GroupFacts): StepFacts {
  return {
    ...{ title: 'Emissão', planned: month?.bill_on ?? null },
    ...{ started: run?.issued_from ?? null, ended: run?.issued_until ?? null },
    ...{ done: run?.invoices ?? 0, of: run ? run.invoices + run.exempt : 0 },
    exceptions: [
      { text: 'Isentos, sem fatura', count: run?.exempt ?? 0, path: null },
      {
        ...{ text: 'Canceladas depois', count: run?.cancelled ?? 0 },
        path: `/billing/invoices?reference=${reference}&settlement=cancelled`,
      },
    ],
  }
}

function deliveryStep({ month, run, reference }: GroupFacts): StepFacts {
  const back = run?.returned ?? 0
  return {
    ...{ title: 'Entrega', planned: month?.deliver_on ?? null },
    ...{ started: run?.delivered_from ?? null, ended: run?.delivered_until ?? null },
    ...{ done: run?.delivered ?? 0, of: run?.standing ?? 0 },
    exceptions: [
      {
        ...{ text: 'Devolvidas', count: back },
        path: `/billing/deliveries?reference=${reference}&outcome=returned`,
      },
      {
        ...{ text: 'Sem confirmação', path: null },
        count: run ? run.standing - run.delivered - back : 0,
      },
    ],
  }
}
