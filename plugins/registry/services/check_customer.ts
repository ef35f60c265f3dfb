import { errors as vineErrors } from '@vinejs/vine'
import type { ActionContext } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import {
  type CustomerChecks,
  type CustomerProblem,
  customerProblems,
} from '../domain/customer_rules.ts'
import { errors } from '../errors.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface SameTaxpayer {
  readonly id: bigint
  readonly name: string
  readonly code: string
}

/** Which checks the municipality makes, and how: parameter `registry.customer_checks`. */
export const customerChecks = (reader: Reader, municipalityId: bigint): Promise<CustomerChecks> =>
  parameterWithin(reader, { key: 'registry.customer_checks', municipalityId })

/** Another living record with this CPF or CNPJ. */
export async function sameTaxpayer(
  reader: Reader,
  municipalityId: bigint,
  { taxpayerId, except }: { readonly taxpayerId: string; readonly except: bigint | null }
): Promise<SameTaxpayer | null> {
  const [row] = await query<SameTaxpayer>(
    reader,
    `select id, name, code from registry_customers
      where municipality_id = ? and taxpayer_id = ? and merged_into_id is null and id <> ? order by id limit 1`,
    [municipalityId, taxpayerId, except ?? 0n]
  )
  return row ?? null
}

const shownCode = (code: string) => `${code.slice(0, -1)}-${code.slice(-1)}`

/** The problem of a CPF or CNPJ that another customer has, naming that customer. */
async function repeated(
  tx: Reader,
  municipalityId: bigint,
  { change, level }: { readonly change: ProposedChange; readonly level: CustomerProblem['level'] }
): Promise<CustomerProblem[]> {
  const taxpayerId = change.changes.taxpayer_id
  if (typeof taxpayerId !== 'string' || level === 'off') return []
  // Two people saving the same number at once: the second waits here and then sees the first.
  await query(tx, 'select pg_advisory_xact_lock(hashtext(?))', [
    `registry.taxpayer/${municipalityId}/${taxpayerId}`,
  ])
  const other = await sameTaxpayer(tx, municipalityId, { taxpayerId, except: change.id })
  if (!other) return []
  const number = taxpayerId.length === 11 ? 'CPF' : 'CNPJ'
  return [
    {
      field: 'taxpayer_id',
      code: 'taxpayer_repeated',
      message: `Este ${number} já é de ${other.name}, código ${shownCode(other.code)} (/registry/customers/${other.id}). Use aquele cadastro.`,
      level,
    },
  ]
}

/** Refuses a customer that the municipality's checks do not accept, each with its own message beside its field. */
export async function checkCustomer(context: ActionContext, change: ProposedChange): Promise<void> {
  const { tx, municipalityId } = context
  const into = change.before?.merged_into_id
  if (into) {
    throw errors.E_REGISTRY_MERGED({
      id: String(change.id),
      name: String(change.before!.name),
      into: String(into),
    })
  }
  const checks = await customerChecks(tx, municipalityId)
  const values = { ...change.before, ...change.changes }
  const touched =
    change.id === null
      ? new Set([...Object.keys(change.changes), 'name', 'taxpayer_id'])
      : new Set(Object.keys(change.changes))
  const problems = [
    ...customerProblems(values, touched, checks),
    ...(await repeated(tx, municipalityId, { change, level: checks.taxpayer_repeated })),
  ]
  const refused = problems.filter(({ level }) => level === 'refuse')
  if (!refused.length) return
  throw new vineErrors.E_VALIDATION_ERROR(
    refused.map(({ field, code, message }) => ({ field, message, rule: code }))
  )
}
