import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverResult,
  readRows,
  refuse,
} from '#plugins/registry/api'

interface LastSequence {
  readonly agreementId: bigint
  readonly sequence: number
}

interface SequencesOf {
  readonly name: string
  readonly title: string
  readonly order: number
  /** Of which file the sequence is: `do último retorno importado`. */
  readonly direction: string
  /** Only agreements of this kind. */
  readonly kind?: string
  write(context: TakeOverLoading, sequences: readonly LastSequence[]): Promise<void>
}

/** A kind of file that tells where the files of each agreement stopped in the system before, in one direction. */
export const sequencesEntity = ({
  name,
  title,
  order,
  direction,
  kind,
  write,
}: SequencesOf): TakeOverEntity => ({
  name,
  title,
  order,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da linha no sistema anterior' },
    { name: 'agent_code', isRequired: true, help: 'Código do banco' },
    { name: 'agreement_code', isRequired: true, help: 'Código do convênio no banco' },
    { name: 'sequence', isRequired: true, help: `NSA ${direction}` },
  ],
  async load(context, rows) {
    const agreements = await agreementsOf(context, kind)
    const read = readRows(rows, ({ values }): LastSequence => {
      const agreementId =
        agreements.get(`${values.agent_code}/${values.agreement_code}`) ??
        refuse(`O banco ${values.agent_code} não tem o convênio ${values.agreement_code}`)
      if (!/^\d{1,6}$/.test(values.sequence ?? '')) {
        return refuse(`Sequência inválida: “${values.sequence}”`)
      }
      return { agreementId, sequence: Number(values.sequence) }
    })
    await write(
      context,
      read.flatMap(({ value }) => value ?? [])
    )
    return read.map(({ value, reason }): TakeOverResult =>
      value
        ? { recordType: 'payments.agreements', recordId: value.agreementId }
        : { reason: reason! }
    )
  },
})

async function agreementsOf({ tx, municipalityId }: TakeOverLoading, kind: string | undefined) {
  const rows = await query<{ id: bigint; agent: string; code: string }>(
    tx,
    `select a.id, g.code as agent, a.code from payments_agreements a join payments_agents g on g.id = a.agent_id
      where a.municipality_id = ? and (?::text is null or a.kind = ?)`,
    [municipalityId, kind ?? null, kind ?? null]
  )
  return new Map(rows.map((row) => [`${row.agent}/${row.code}`, row.id]))
}

/** Where the returns of the banks stopped: an earlier file is known for one, and a gap is told. */
export const returnSequences = sequencesEntity({
  name: 'return_sequences',
  title: 'Sequência (NSA) dos retornos',
  order: 75,
  direction: 'do último retorno importado',
  async write({ tx, municipalityId }, sequences) {
    await query(
      tx,
      `update payments_agreements a set last_sequence = greatest(a.last_sequence, u.sequence)
         from unnest(?::bigint[], ?::int[]) as u (id, sequence) where a.id = u.id and a.municipality_id = ?`,
      [
        sequences.map(({ agreementId }) => agreementId),
        sequences.map(({ sequence }) => sequence),
        municipalityId,
      ]
    )
  },
})
