import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'

/** Options for direct debit of the system before: the banks know them already and are told nothing. */
export const enrolments: TakeOverEntity = {
  name: 'debit_enrolments',
  title: 'Opções de débito em conta',
  order: 70,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da opção no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'agent_code', isRequired: true, help: 'Código do banco' },
    { name: 'agreement_code', isRequired: true, help: 'Código do convênio de débito em conta' },
    { name: 'agency', isRequired: true, help: 'Agência, sem dígito' },
    { name: 'account', isRequired: true, help: 'Conta, como o banco a quer na remessa' },
    { name: 'from_on', isRequired: true, help: 'Optante desde' },
    { name: 'consent', isRequired: true, help: 'Como o titular autorizou' },
  ],
  searched: ['debits.enrolments'],
  async load(context, rows) {
    const known = await knownOf(context, rows)
    const read = readRows(rows, ({ values }) => {
      const premiseId =
        known.premises.get(values.premise_key ?? '') ??
        refuse(`O imóvel ${values.premise_key} não foi carregado`)
      const holderId = known.holders.get(premiseId) ?? refuse('O imóvel não tem titular')
      if (known.enrolled.has(premiseId)) return refuse('O imóvel já tem débito em conta')
      const agreementId =
        known.agreements.get(`${values.agent_code}/${values.agreement_code}`) ??
        refuse(`O banco ${values.agent_code} não tem convênio de débito ${values.agreement_code}`)
      const agency = bankCode(values.agency, 4, 'Agência')
      const account = bankCode(values.account, 14, 'Conta')
      const fromOn = requiredDay(values.from_on ?? '', 'Desde')
      if (!values.consent) return refuse('Falta como o titular autorizou')
      known.enrolled.add(premiseId)
      return [
        ...[premiseId, holderId, agreementId, agency, account, 'desk', values.consent, 'active'],
        ...[fromOn, 'Sistema anterior'],
      ]
    })
    return writeRead(context, read, {
      table: 'debits_enrolments',
      recordType: 'debits.enrolments',
      columns: [
        ...['premise_id', 'holder_id', 'agreement_id', 'agency', 'bank_client', 'channel'],
        ...['consent', 'state', 'from_on', 'created_by'],
      ],
      values: (one) => one,
    })
  },
}

function bankCode(text: string | undefined, size: number, title: string): string {
  const plain = (text ?? '').replace(/[\s.-]/g, '').toUpperCase()
  return /^[0-9A-Z]+$/.test(plain) && plain.length <= size
    ? plain
    : refuse(`${title} inválida: “${text ?? ''}”`)
}

async function knownOf(context: TakeOverLoading, rows: readonly TakeOverRow[]) {
  const { tx, municipalityId } = context
  const premises = await context.idsOf(
    'premises',
    rows.map(({ values }) => values.premise_key ?? '')
  )
  const ids = [...premises.values()]
  const held = await query<{ premise_id: bigint; customer_id: bigint }>(
    tx,
    `select premise_id, customer_id from registry_holdings
      where premise_id = any(?::bigint[]) and role = 'holder' and until_on is null`,
    [ids]
  )
  const enrolled = await query<{ premise_id: bigint }>(
    tx,
    `select premise_id from debits_enrolments where premise_id = any(?::bigint[]) and state = 'active'`,
    [ids]
  )
  const agreements = await query<{ id: bigint; agent: string; code: string }>(
    tx,
    `select a.id, g.code as agent, a.code from payments_agreements a join payments_agents g on g.id = a.agent_id
      where a.municipality_id = ? and a.kind = 'direct_debit'`,
    [municipalityId]
  )
  return {
    premises,
    holders: new Map(held.map((row) => [row.premise_id, row.customer_id])),
    enrolled: new Set(enrolled.map((row) => row.premise_id)),
    agreements: new Map(agreements.map((row) => [`${row.agent}/${row.code}`, row.id])),
  }
}
