import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { PERSON_HOLD, type PersonHold } from '#core/records/index'
import type {
  ArrangedBatch,
  MarkedBatch,
  SettledBatch,
  UnsettledBatch,
} from '#plugins/receivables/api'
import type { CustomersMerging, TakeOverEntities } from '#plugins/registry/api'
import { corrected } from './corrected.ts'
import {
  followArrangement,
  keepArrangement,
  payEntries,
  unpayEntries,
} from '../services/follow_debts.ts'
import { registerNumbers } from '../take_over/register_numbers.ts'
import { proposeSteps } from './propose_steps.ts'

/** Money closed the debt of an entry: it is paid, whatever paper was used (DECISIONS 54). */
const settled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { settlements }) {
    await payEntries(context, settlements)
    return []
  },
}

const unsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run(context, { settlements, postedOn }) {
    await unpayEntries(context, settlements, postedOn)
    return []
  },
}

const marked: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, { marks }) {
    await keepArrangement(
      context,
      marks.filter(({ kind }) => kind === 'plan' || kind === 'renegotiated')
    )
    return []
  },
}

const arranged: Participant<ArrangedBatch> = {
  point: 'receivables.arranged',
  async run(context, batch) {
    await followArrangement(context, batch)
    return []
  },
}

const MOVED = [
  ['debt_register_processes', 'Processos de dívida ativa'],
  ['debt_register_terms', 'Termos de inscrição'],
  ['debt_register_papers', 'Documentos da dívida ativa'],
  ['debt_register_court_cases', 'Execuções'],
  ['debt_register_left_out', 'Débitos fora de propostas'],
] as const

const merging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, customers) {
    await customers.move({
      ...{ table: 'debt_register_entries', column: 'debtor_id', cents: 'total_cents' },
      title: 'Lançamentos em dívida ativa',
    })
    for (const [table, title] of MOVED) {
      await customers.move({ table, column: 'debtor_id', title })
    }
    return []
  },
}

const personHold: Participant<PersonHold> = {
  point: PERSON_HOLD,
  async run({ tx, municipalityId }, { record, id }) {
    if (record !== 'registry.customers') return []
    const [debts] = await query<{ count: number; cents: bigint }>(
      tx,
      `select count(*)::int as count, coalesce(sum(total_cents), 0)::bigint as cents from debt_register_entries
        where municipality_id = ? and debtor_id = ? and state in ('proposed', 'inscribed')`,
      [municipalityId, id]
    )
    const { count, cents } = debts!
    if (count === 0) return []
    const message = `Há ${count} lançamento(s) em dívida ativa, ${formatMoney(cents)} na inscrição.`
    return [{ code: 'active_debt', severity: 'critical', path: String(id), message }]
  },
}

const takeOver: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(registerNumbers)
    return []
  },
}

export default [
  takeOver,
  settled,
  unsettled,
  marked,
  arranged,
  corrected,
  merging,
  personHold,
  proposeSteps,
] as readonly Participant[]
